#!/usr/bin/env bash
# Installs what the tests need besides Go, Node, npm, git, make and a C compiler:
# three browser engines, a display without a screen, and PostgreSQL. Debian and
# its kin only; elsewhere install the same and set SAMEPAGE_TEST_DEPS=present.
set -euo pipefail

packages=(chromium firefox-esr webkit2gtk-driver xvfb xauth postgresql)
# A tab at a quarter of the cost. Where it can't be had the tests take the whole Chromium (tools/chromium.mjs).
shell=chromium-headless-shell

installed() { dpkg-query -W -f='${Status}' "$1" 2>/dev/null | grep -q 'install ok installed'; }
offered() { apt-cache show "$1" >/dev/null 2>&1; }

missing=()
for p in "${packages[@]}"; do installed "$p" || missing+=("$p"); done
if [ ${#missing[@]} -eq 0 ]; then
  if installed "$shell" || ! offered "$shell"; then exit 0; fi
fi
if [ "${SAMEPAGE_TEST_DEPS:-}" = present ]; then
  echo "not by apt here: ${missing[*]:-$shell} (SAMEPAGE_TEST_DEPS=present: taken to be there)"
  exit 0
fi

as_root() { if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi; }
export DEBIAN_FRONTEND=noninteractive
install() {
  echo "installing: $*"
  as_root apt-get install -y -qq --no-install-recommends "$@" >/dev/null
}

if [ ${#missing[@]} -gt 0 ]; then
  as_root apt-get update -qq
  # Without a policy to the contrary Debian starts a PostgreSQL of its own; the tests start theirs.
  as_root mkdir -p /etc/postgresql-common
  [ -e /etc/postgresql-common/createcluster.conf ] ||
    echo 'create_main_cluster = false' | as_root tee /etc/postgresql-common/createcluster.conf >/dev/null
  install "${missing[@]}"
fi
if offered "$shell"; then install "$shell" || echo "without $shell: the tests take longer"; fi
