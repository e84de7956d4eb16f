#!/bin/bash
# Fetches the sources that the campaigns compile, from Debian and npm, into a folder.
#   scripts/fetch-sources.sh FOLDER [name...]     (default: all but bzip2 lz4 gzip)
# Names: gcc-torture sqlite, or a Debian source package: lua5.4 zlib bzip2 lz4 zstd gzip ...
# What is there already is left alone. Needs apt-get, dpkg-dev's dpkg-source, npm; no rights.
set -euo pipefail

[ $# -ge 1 ] || { sed -n '2,6s/^# //p' "$0" >&2; exit 2; }
mkdir -p "$1"
folder=$(cd "$1" && pwd)
shift
names=("$@")
[ ${#names[@]} -gt 0 ] || names=(gcc-torture sqlite lua5.4 zlib)

# apt with lists of its own, so that sources are known and the system's lists stay as they are.
apt=(apt-get -qq -o "Dir::Etc::SourceList=$folder/apt/sources.list"
  -o 'Dir::Etc::SourceParts=-' -o "Dir::State::Lists=$folder/apt/lists"
  -o "Dir::Cache=$folder/apt/cache" -o 'APT::Sandbox::User=root')

prepare_apt() {
  [ -e "$folder/apt/ready" ] && return
  mkdir -p "$folder/apt/lists/partial" "$folder/apt/cache/archives/partial"
  # shellcheck disable=SC1091
  local suite key=/usr/share/keyrings/debian-archive-keyring.gpg
  suite=$(. /etc/os-release && echo "$VERSION_CODENAME")
  for kind in deb deb-src; do
    echo "$kind [signed-by=$key] http://deb.debian.org/debian $suite main"
  done >"$folder/apt/sources.list"
  "${apt[@]}" update
  touch "$folder/apt/ready"
}

# The C programs of GCC's gcc.c-torture, from Debian's package of the compiler's source.
fetch_gcc_torture() {
  [ -d "$folder/gcc-torture/execute" ] && return
  local work="$folder/gcc-source"
  mkdir -p "$work" "$folder/gcc-torture"
  local archive
  archive=$(compgen -G '/usr/src/gcc-12/gcc-*.tar.xz' | head -1 || true)
  if [ -z "$archive" ]; then
    prepare_apt
    (cd "$work" && "${apt[@]}" download gcc-12-source && dpkg-deb -x gcc-12-source_*.deb .)
    archive=$(compgen -G "$work/usr/src/gcc-12/gcc-*.tar.xz" | head -1)
  fi
  tar -xf "$archive" -C "$folder/gcc-torture" --strip-components=4 --wildcards \
    '*/gcc/testsuite/gcc.c-torture'
  rm -rf "$work"
}

# The amalgamation, from the npm package that compiles it.
fetch_sqlite() {
  [ -e "$folder/sqlite/sqlite3.c" ] && return
  local work="$folder/sqlite-package"
  mkdir -p "$work" "$folder/sqlite"
  (cd "$work" && npm pack --silent sqlite3@6.0.1 >/dev/null && tar -xf sqlite3-*.tgz)
  tar -xf "$work"/package/deps/sqlite-autoconf-*.tar.gz -C "$folder/sqlite" --strip-components=1
  rm -rf "$work"
}

fetch_debian() {
  local name=$1
  [ -d "$folder/$name" ] && return
  prepare_apt
  local work="$folder/$name-source"
  mkdir -p "$work"
  (cd "$work" && "${apt[@]}" source --download-only "$name" && dpkg-source -x ./*.dsc tree >/dev/null)
  mv "$work/tree" "$folder/$name"
  rm -rf "$work"
}

for name in "${names[@]}"; do
  case $name in
    gcc-torture) fetch_gcc_torture ;;
    sqlite) fetch_sqlite ;;
    *) fetch_debian "$name" ;;
  esac
  echo "$name: $folder/$name"
done
