#!/bin/sh
# Installs the Debian packages that are missing for the pinned Node ("node"), for the window as well ("window"), or for its
# tests too ("tests").
# Ends with 0 when nothing is missing, with 2 after printing the one command to run when it may not install them itself.
set -eu

# Alternatives are separated by "|": newer releases renamed some libraries.
node='libatomic1 libstdc++6'
window="$node xvfb xauth libgtk-3-0|libgtk-3-0t64 libnss3 libasound2|libasound2t64 libgbm1 libsecret-1-0"
tests='gnome-keyring dbus-x11 fakeroot docker-registry'

case "${1:-window}" in
  node) wanted="$node" ;;
  window) wanted="$window" ;;
  tests) wanted="$window $tests" ;;
  *) echo "drydock: usage: debian-packages.sh node|window|tests" >&2; exit 2 ;;
esac

# Other distributions are left alone: what Electron then lacks is found by starting it.
command -v apt-get >/dev/null 2>&1 && command -v dpkg-query >/dev/null 2>&1 || exit 0

installed() {
  dpkg-query -W -f='${db:Status-Status}' "$1" 2>/dev/null | grep -q '^installed'
}

# The first of the names that this release has.
available() {
  for name in $(echo "$1" | tr '|' ' '); do
    if apt-cache show "$name" 2>/dev/null | grep -q '^Package:'; then echo "$name"; return; fi
  done
  echo "${1%%|*}"
}

missing_groups=''
for group in $wanted; do
  found=no
  for name in $(echo "$group" | tr '|' ' '); do installed "$name" && found=yes; done
  [ "$found" = yes ] || missing_groups="$missing_groups $group"
done
[ -n "$missing_groups" ] || exit 0

if [ "$(id -u)" = 0 ]; then as_root=''
elif command -v sudo >/dev/null 2>&1 && sudo -n true 2>/dev/null; then as_root='sudo -n'
else
  names=''
  for group in $missing_groups; do names="$names $(available "$group")"; done
  echo "drydock: some Debian packages are missing; install them and start again:" >&2
  echo "  sudo apt-get update && sudo apt-get install -y --no-install-recommends$names" >&2
  exit 2
fi

echo "drydock: installing Debian packages:$missing_groups" >&2
$as_root apt-get update -qq >&2 </dev/null || true
names=''
for group in $missing_groups; do names="$names $(available "$group")"; done
# shellcheck disable=SC2086
if ! $as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $names >&2 </dev/null; then
  echo "drydock: apt-get could not install:$names; see its message above" >&2
  exit 2
fi
