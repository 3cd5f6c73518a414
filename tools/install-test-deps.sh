#!/usr/bin/env bash
# Installs what the tests need besides Go, Node, npm, git, make and a C compiler:
# three browser engines, a display without a screen, and PostgreSQL. Debian and
# its kin only; elsewhere install the same and set SAMEPAGE_TEST_DEPS=present.
set -euo pipefail

packages=(chromium firefox-esr webkit2gtk-driver xvfb xauth postgresql)

missing=()
for p in "${packages[@]}"; do
  dpkg-query -W -f='${Status}' "$p" 2>/dev/null | grep -q 'install ok installed' || missing+=("$p")
done
[ ${#missing[@]} -eq 0 ] && exit 0
if [ "${SAMEPAGE_TEST_DEPS:-}" = present ]; then
  echo "not by apt here: ${missing[*]} (SAMEPAGE_TEST_DEPS=present: taken to be there)"
  exit 0
fi

as_root() { if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi; }
echo "installing: ${missing[*]}"
export DEBIAN_FRONTEND=noninteractive
as_root apt-get update -qq
# Without a policy to the contrary Debian starts a PostgreSQL of its own; the tests start theirs.
as_root mkdir -p /etc/postgresql-common
[ -e /etc/postgresql-common/createcluster.conf ] ||
  echo 'create_main_cluster = false' | as_root tee /etc/postgresql-common/createcluster.conf >/dev/null
as_root apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
