#!/bin/bash
# Installs the tools that Goodhart runs or is compared with; those that are there already are left
# alone.
#   --minimal   only the assembler, linker and C library of x86-64
set -euo pipefail

# command:package; the header of the riscv64 C library stands for its package
minimal=(gcc:gcc as:binutils)
full=(
  riscv64-linux-gnu-gcc:gcc-riscv64-linux-gnu
  qemu-riscv64:qemu-user
  clang:clang
  tcc:tcc
  csmith:csmith
  cvise:cvise
  make:make
  gdb:gdb
  chromium:chromium
)

missing=()
need() {
  local entry
  for entry in "$@"; do
    command -v "${entry%%:*}" >/dev/null || missing+=("${entry#*:}")
  done
}

need "${minimal[@]}"
[ -e /usr/include/stdio.h ] || missing+=(libc6-dev)
if [ "${1:-}" != --minimal ]; then
  need "${full[@]}"
  # `time` is also a word of the shell.
  [ -x /usr/bin/time ] || missing+=(time)
  [ -e /usr/riscv64-linux-gnu/include/stdio.h ] || missing+=(libc6-dev-riscv64-cross)
  compgen -G '/usr/include/csmith*/csmith.h' >/dev/null || missing+=(libcsmith-dev)
fi

if [ ${#missing[@]} -eq 0 ]; then
  echo "setup: everything is there"
  exit 0
fi
if ! command -v apt-get >/dev/null; then
  echo "setup: install these packages yourself: ${missing[*]}" >&2
  exit 1
fi
as_root=()
if [ "$(id -u)" -ne 0 ]; then as_root=(sudo); fi
echo "setup: installing ${missing[*]}"
"${as_root[@]}" apt-get update -qq
DEBIAN_FRONTEND=noninteractive "${as_root[@]}" apt-get install -y -qq --no-install-recommends "${missing[@]}"
