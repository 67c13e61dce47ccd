#!/bin/sh
# Make .venv from the lock files, or leave it alone when it was made from these very files.
#
#   tools/venv.sh run    what the program needs (requirements.lock), and the checkout itself, editable
#   tools/venv.sh dev    the same, and what developers need (requirements-dev.lock)
#   tools/venv.sh bench  the same, and what a benchmark reads workbooks with (requirements-bench.lock)
#
# PYTHON names the interpreter (default: python3). It needs Python 3.11 or later with the module venv, and a package
# index that pip reaches; the package that builds ours is pinned in requirements-build.lock like all the others.
set -eu

cd "$(dirname "$0")/.."
what=${1:?run, dev or bench}
python=${PYTHON:-python3}

# pip compiles what it installs; without that every start of the program costs several times as much.
unset PYTHONDONTWRITEBYTECODE PYTHONPATH PYTHONHOME

fail() {
    printf '%s\n' "$*" >&2
    exit 1
}

command -v "$python" >/dev/null 2>&1 ||
    fail "No '$python' here. Install Python 3.11 or later, or name one: make PYTHON=/path/to/python3"
version=$("$python" -c 'import sys; print("%d.%d.%d" % sys.version_info[:3])') ||
    fail "'$python' does not run. Name another one: make PYTHON=/path/to/python3"
"$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' ||
    fail "csi-tui needs Python 3.11 or later, and '$python' is $version. Name another one: make PYTHON=/path/to/python3"

# A stamp in .venv says what a part of it was made from: files by content, because a checkout changes their dates.
stamp_of() {
    printf 'python %s\nin %s\n' "$version" "$PWD"
    cksum "$@"
}
run_stamp=$(stamp_of requirements.lock requirements-build.lock)
self_stamp=$(stamp_of pyproject.toml csi_tui/__init__.py)
dev_stamp=$(stamp_of requirements-dev.lock)
bench_stamp=$(stamp_of requirements-bench.lock)

stands() {
    [ -x .venv/bin/python ] && [ "$(cat ".venv/stamp-$1" 2>/dev/null)" = "$2" ]
}

stamp() {
    printf '%s\n' "$2" >".venv/stamp-$1"
}

pip() {
    .venv/bin/python -m pip --disable-pip-version-check --quiet --quiet "$@"
}

# A changed lock makes the environment anew: nothing stays in it that no lock names any more.
if ! stands run "$run_stamp" || { [ -e .venv/stamp-dev ] && ! stands dev "$dev_stamp"; }; then
    echo "Making .venv with Python $version ..." >&2
    "$python" -m venv --clear .venv ||
        fail "Python $version cannot make a virtual environment; on Debian and Ubuntu, install python3-venv."
    pip install --require-hashes -r requirements-build.lock -r requirements.lock
    stamp run "$run_stamp"
fi

if ! stands self "$self_stamp"; then
    pip install --no-deps --no-build-isolation --editable .
    stamp self "$self_stamp"
fi

if [ "$what" != run ] && ! stands dev "$dev_stamp"; then
    echo "Adding what developers need to .venv ..." >&2
    pip install --require-hashes -r requirements-dev.lock
    stamp dev "$dev_stamp"
fi

if [ "$what" = bench ] && ! stands bench "$bench_stamp"; then
    pip install --require-hashes -r requirements-bench.lock
    stamp bench "$bench_stamp"
fi
