#!/bin/sh
# Makes sure that what make test needs beyond Python is there: Chromium, Firefox and Node.js.
# Installs it when run as root on a Debian machine; otherwise names the one command that does, and fails.
set -eu
missing="${*:-}"
if [ -z "$missing" ]; then
  command -v chromium >/dev/null 2>&1 || missing="$missing chromium"
  # Debian has it by the one name, the machines of the workflows by the other.
  command -v firefox-esr >/dev/null 2>&1 || command -v firefox >/dev/null 2>&1 || missing="$missing firefox-esr"
  command -v node >/dev/null 2>&1 || missing="$missing nodejs"
  command -v npm >/dev/null 2>&1 || missing="$missing npm"
fi
[ -n "$missing" ] || exit 0
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
  apt-get update -qq
  # shellcheck disable=SC2086
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing >/dev/null
else
  echo "Es fehlt:$missing. Bitte einmal ausführen: sudo apt-get install -y $missing" >&2
  exit 1
fi
