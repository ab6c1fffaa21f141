#!/usr/bin/env bash
# Makes the virtual environment $1 with a Python that the project runs on, or says what is missing.
set -euo pipefail
venv=$1
here=$(dirname "$0")

fits() { "$1" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' 2>/dev/null; }

python=
for candidate in ${PYTHON:-python3 python3.13 python3.12 python3.11}; do
    if command -v "$candidate" >/dev/null && fits "$candidate"; then
        python=$candidate
        break
    fi
done
if [ -z "$python" ]; then
    found=$("${PYTHON:-python3}" --version 2>&1 | head -n 1) || true
    echo "dealgraph needs Python 3.11, 3.12 or 3.13; ${PYTHON:-python3} is: $found" >&2
    echo "On Debian 12: apt-get install python3 python3-venv. Elsewhere name one: make PYTHON=/path/to/python3.11" >&2
    exit 1
fi
if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
    "$here/packages.sh" python3-venv
    if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
        echo "$python cannot make virtual environments: its venv module is missing (Debian: the package python3-venv)." >&2
        exit 1
    fi
fi
echo "== $venv, by $("$python" --version)"
"$python" -m venv "$venv"
