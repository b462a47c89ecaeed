#!/bin/sh
# Make .venv and install into it: `install.sh run` or `install.sh dev`, both with
# LITE=1 for a host without torch; then the model files that MODELS names (all, none,
# or names of services/model_files/models.toml). Stamps named by what was asked for make
# the second call instant.
set -eu
cd "$(dirname "$0")/.."
kind=${1:-run}
lite=${LITE:+-lite}
models=${MODELS:-${LITE:+none}}
models=${models:-all}

# PyTorch's own index has the CPU build; plain `torch` on Linux brings 3 GB for GPUs.
torch_cpu_index=https://download.pytorch.org/whl/cpu

supported() {
    "$1" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' \
        >/dev/null 2>&1
}

find_python() {
    for candidate in ${PYTHON:-python3 python3.13 python3.12 python3.11}; do
        if supported "$candidate"; then
            echo "$candidate"
            return
        fi
    done
    tried=${PYTHON:-python3}
    echo "Viva Voce needs Python 3.11, 3.12 or 3.13; none was found ($tried is" \
        "$("$tried" --version 2>&1 || true)). Install one, or name it: make PYTHON=..." >&2
    return 1
}

version() { "$1" -c 'import sys; print(sys.version_info[:2])' 2>/dev/null; }

seconds() { date +%s; }

# The first line of a set-up, before anything that takes long; `began` is when.
announce() {
    [ -z "${began:-}" ] || return 0
    began=$(seconds)
    echo "Setting up in .venv, once, in two to five minutes:"
}

# One that is there serves, unless another version is asked for by name.
environment_serves() {
    supported .venv/bin/python || return 1
    [ -z "${PYTHON:-}" ] || [ "$(version "$PYTHON")" = "$(version .venv/bin/python)" ]
}

make_environment() {
    python=$(find_python)
    if ! "$python" -c 'import ensurepip, venv' >/dev/null 2>&1; then
        echo "$python has no venv module; on Debian or Ubuntu: apt install python3-venv" >&2
        return 1
    fi
    announce
    echo "1/3 a Python environment ($("$python" --version 2>&1))"
    "$python" -m venv --clear .venv
}

requirements() {
    cat requirements.txt
    if [ "$kind" = dev ]; then grep -v '^-r' requirements-dev.txt; fi
}

wanted() {
    if [ -n "$lite" ]; then requirements | grep -vE '^(torch|silero-vad)=='; else requirements; fi
}

install_cpu_torch() {
    [ -z "$lite" ] && [ "$(uname -s)" = Linux ] && [ ! -e /dev/nvidia0 ] || return 0
    torch=$(grep '^torch==' requirements.txt)
    .venv/bin/python -c 'import torch' 2>/dev/null ||
        .venv/bin/python scripts/install_packages.py --no-deps --retries 0 --timeout 60 \
            --index-url "$torch_cpu_index" "$torch" 2>/dev/null ||
        echo "The CPU build of torch cannot be had; taking the ordinary one."
}

install_packages() {
    stamp=.venv/.installed-$kind$lite-$(wanted | cksum | cut -d' ' -f1)
    if [ -e "$stamp" ]; then return; fi
    announce
    packages=$(wanted | grep -c '==')
    echo "2/3 $packages packages and what they need, $(if [ -n "$lite" ]; then
        echo "0.6 GB"; else echo "1.4 GB; LITE=1 does with 0.6 GB"; fi)"
    install_cpu_torch
    wanted > .venv/requirements.txt
    .venv/bin/python scripts/install_packages.py -r .venv/requirements.txt
    rm -f ".venv/.installed-$kind$lite-"*
    touch "$stamp"
}

# What cannot be had is said and tried again the next time; the service goes without.
install_models() {
    names=$(echo "$models" | tr -c 'A-Za-z0-9.\n-' _)
    stamp=.venv/.models-$names-$(cksum < services/model_files/models.toml | cut -d' ' -f1)
    if [ -e "$stamp" ]; then return; fi
    result=0
    if [ "$models" != none ]; then
        announce
        echo "3/3 model files ($models), 0.25 GB for all; MODELS=none leaves them out"
    fi
    .venv/bin/python -m services.model_files install "$models" || result=$?
    case $result in
        0) touch "$stamp" ;;
        1) ;;
        *) return "$result" ;;
    esac
}

environment_serves || make_environment
install_packages
install_models
[ -z "${began:-}" ] || echo "Set up in $(($(seconds) - began)) s."
