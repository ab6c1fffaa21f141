/* Draws ui/layout/network.py's network of one day, and lets the reader move or play through the days without asking the server.
   Names are strangers': they only ever become text. */

const SVG = "http://www.w3.org/2000/svg";
const ROW = 36;
const STEP = 1100; // milliseconds that a day is shown while it plays
const LONGEST = 40000; // milliseconds of the whole, however many days there are

const kept = new WeakMap(); // what each mounted picture stands on

export default function ({ parentElement, data, setTriggerValue }) {
  const root = parentElement.querySelector("figure");
  const text = JSON.stringify(data);
  const before = kept.get(root);
  if (before && before.text === text) return before.end; // the page ran again, the picture is the same
  before?.end();
  const find = (selector) => root.querySelector(selector);
  const slider = find("input"), play = find(".play"), show = find(".show"), picture = find(".picture");
  const height = ROW * Math.max(data.holders.length, data.things.length, 2);
  const labels = [fill(find(".holders"), data.holders), fill(find(".things"), data.things)];
  const paths = curves(find("svg"), data, height);
  for (const part of picture.children) part.style.height = `${height}px`;
  if (picture.scrollHeight > picture.clientHeight) picture.tabIndex = 0; // so that keys can scroll it
  else picture.removeAttribute("tabindex");
  slider.max = data.days.length - 1;
  find(".controls").hidden = data.days.length < 2;
  let timer = 0;

  function draw(day) {
    slider.value = day;
    const live = [new Set(), new Set()], told = [];
    data.edges.forEach(([holder, thing, spans], n) => {
      const [, mode, look, words] = spans.findLast((span) => span[0] <= day);
      paths[n].setAttribute("class", `${mode} ${look}`);
      paths[n].firstChild.textContent = `${data.holders[holder]}: ${data.things[thing]}: ${words}`;
      if (look === "idle") return;
      live[0].add(holder);
      live[1].add(thing);
      told.push(paths[n].firstChild.textContent);
    });
    labels.forEach((side, n) => side.forEach((label, place) => label.classList.toggle("idle", !live[n].has(place))));
    picture.setAttribute("aria-label", `${data.days[day][1]}: ${told.join("; ") || "no right in force"}`);
    find("output").textContent = data.days[day][1];
    slider.setAttribute("aria-valuetext", data.days[day][1]);
    show.hidden = day === data.at;
  }

  function stop() {
    clearInterval(timer);
    timer = 0;
    play.textContent = "Play";
    find("output").setAttribute("aria-live", "polite");
  }

  function start() {
    if (Number(slider.value) === data.days.length - 1) draw(0);
    play.textContent = "Pause";
    find("output").setAttribute("aria-live", "off"); // nobody wants every step read out
    timer = setInterval(() => {
      draw(Number(slider.value) + 1);
      if (Number(slider.value) === data.days.length - 1) stop();
    }, Math.min(STEP, LONGEST / data.days.length));
  }

  play.onclick = () => (timer ? stop() : start());
  slider.oninput = () => {
    stop();
    draw(Number(slider.value));
  };
  show.onclick = () => {
    stop();
    setTriggerValue("day", data.days[Number(slider.value)][0]);
  };
  stop();
  draw(data.at);
  kept.set(root, { text, end: stop });
  return stop;
}

function fill(list, names) {
  const items = names.map((name) => {
    const item = document.createElement("li");
    item.textContent = item.title = name;
    return item;
  });
  list.replaceChildren(...items);
  return items;
}

/* A curve for each edge, which leaves and arrives level; its title says what it is. */
function curves(svg, data, height) {
  const place = (n, of) => ((n + 0.5) * height) / of;
  svg.setAttribute("viewBox", `0 0 100 ${height}`);
  const paths = data.edges.map(([holder, thing]) => {
    const path = document.createElementNS(SVG, "path");
    const from = place(holder, data.holders.length), to = place(thing, data.things.length);
    path.setAttribute("d", `M0 ${from}C50 ${from} 50 ${to} 100 ${to}`);
    path.append(document.createElementNS(SVG, "title"));
    return path;
  });
  svg.replaceChildren(...paths);
  return paths;
}
