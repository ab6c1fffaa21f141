/* Shows ui/markup/timeline.py's timeline: chooses what has room, tells what one points at, and says which bar was picked.
   The HTML has every name escaped; what tooltips take out of it only becomes text. */

const YEAR = 38, MONTH = 68; // pixels that a label of the axis takes
const word = (text) => 14 + 6.2 * text.length; // pixels that a word on a bar takes

const SVG = "http://www.w3.org/2000/svg";

const kept = new WeakMap(); // for each mounted timeline: what each part of it shows, and the plot's width

export default function ({ parentElement, data, setTriggerValue }) {
  const root = parentElement.querySelector("figure"), tip = parentElement.querySelector("[popover]");
  const span = parentElement.querySelector(".span");
  const state = kept.get(root) ?? mounted(root, tip);
  show(root, data, state.shown);
  fit(root, state.width);

  span.hidden = !data.longer;
  span.ariaPressed = data.whole;
  span.onclick = () => setTriggerValue("whole", !data.whole);
  root.onclick = ({ target }) => {
    if (root.querySelector("[data-right]")) setTriggerValue("right", target.closest("[data-right]")?.dataset.right ?? "");
  };
  root.onkeydown = (event) => {
    const bars = [...root.querySelectorAll("[data-right]")], place = bars.indexOf(event.target);
    const step = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key];
    if (place < 0 || !(step || event.key === "Enter" || event.key === " ")) return;
    event.preventDefault();
    if (step) reach(bars, Math.min(Math.max(place + step, 0), bars.length - 1)).focus();
    else setTriggerValue("right", event.target.dataset.right);
  };
  root.onpointermove = (event) => tell(tip, event.target.closest("[data-tip]"), event.clientX, event.clientY);
  root.onpointerleave = () => tell(tip, null);
}

function mounted(root, tip) {
  const state = { shown: new WeakMap(), width: 0 };
  kept.set(root, state);
  new ResizeObserver(() => {
    state.width = root.querySelector(".plot").getBoundingClientRect().width;
    fit(root, state.width);
  }).observe(root);
  root.addEventListener("focusin", ({ target }) => {
    const box = target.getBoundingClientRect();
    if (target.matches(":focus-visible")) tell(tip, target.closest("[data-tip]"), box.left, box.bottom);
  });
  root.addEventListener("focusout", () => tell(tip, null));
  return state;
}

/* Draws what is not drawn like this already; the bar that has the keys keeps them. */
function show(root, data, shown) {
  const put = (element, html) => {
    if (shown.get(element) !== html) element.innerHTML = html;
    shown.set(element, html);
  };
  const plot = root.querySelector(".plot"), focused = root.getRootNode().activeElement;
  while (plot.childElementCount > data.parts.length) plot.lastChild.remove();
  while (plot.childElementCount < data.parts.length) plot.append(document.createElementNS(SVG, "g"));
  plot.setAttribute("aria-label", data.label);
  plot.setAttribute("height", data.height);
  root.style.setProperty("--beyond", data.beyond);
  put(root.querySelector(".days"), data.days);
  put(root.querySelector("ol"), data.names);
  put(root.querySelector(".years"), data.years);
  data.parts.forEach((html, n) => put(plot.children[n], html));

  const bars = [...root.querySelectorAll("[data-right]")];
  const again = bars.findIndex((bar) => bar.dataset.right === focused?.dataset.right);
  if (focused && again >= 0 && !focused.isConnected) reach(bars, again).focus();
  else if (bars.length && bars.every((bar) => bar.tabIndex < 0)) reach(bars, 0);
}

/* Of all bars the tabulator reaches one; arrows lead from there. */
function reach(bars, place) {
  bars.forEach((bar, n) => (bar.tabIndex = n === place ? 0 : -1));
  return bars[place];
}

function fit(root, width) {
  for (const words of root.querySelectorAll(".words")) {
    const first = [...words.children].find((text) => width * text.dataset.room > word(text.textContent));
    for (const text of words.children) text.classList.toggle("fits", text === first);
  }
  let taken = -Infinity;
  for (const label of root.querySelectorAll(".years text")) {
    const place = width * label.dataset.place, room = label.textContent.length > 4 ? MONTH : YEAR;
    const free = place - taken >= room;
    label.style.display = free ? "" : "none";
    if (free) taken = place;
  }
}

function tell(tip, marked, x, y) {
  if (!marked) return tip.togglePopover(false);
  tip.firstElementChild.replaceChildren(
    ...JSON.parse(marked.dataset.tip).flat().map((text, n) => {
      const part = document.createElement(n % 2 ? "dd" : "dt");
      part.textContent = text;
      return part;
    }),
  );
  tip.togglePopover(true);
  const { width, height } = tip.getBoundingClientRect();
  tip.style.left = `${Math.max(Math.min(x + 12, innerWidth - width - 8), 8)}px`;
  tip.style.top = `${y + 16 + height > innerHeight ? y - height - 12 : y + 16}px`;
}
