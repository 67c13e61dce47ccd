"""The scripts that make a shell ask ``csi completion words`` when a line is to go on.

Where nothing comes back, each shell goes on with files, as it does by itself.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

_BASH = r"""# csi in bash: eval "$(csi completion bash)" in ~/.bashrc
_csi() {
    local word note quoted
    COMPREPLY=()
    while IFS=$'\t' read -r word note; do
        printf -v quoted %q "$word"
        COMPREPLY+=("$quoted")
    done < <("${COMP_WORDS[0]}" completion words -- "${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null)
}
complete -o default -o nosort -F _csi csi"""

_ZSH = r"""#compdef csi
# csi in zsh: eval "$(csi completion zsh)" in ~/.zshrc behind compinit, or this file as _csi in a folder of $fpath
_csi() {
    local word note
    local -a found
    while IFS=$'\t' read -r word note; do
        found+=("${word//:/\\:}:${note}")
    done < <("${words[1]}" completion words -- "${(@)words[2,CURRENT]}" 2>/dev/null)
    if (( ${#found} )); then
        _describe -V csi found
    else
        _files
    fi
}
if [ "${funcstack[1]}" = "_csi" ]; then
    _csi "$@"
else
    compdef _csi csi
fi"""

_FISH = r"""# csi in fish: csi completion fish > ~/.config/fish/completions/csi.fish
function __csi_words
    set -l line (commandline -opc) (commandline -ct)
    set -l found ($line[1] completion words -- $line[2..-1] 2>/dev/null)
    if test (count $found) -gt 0
        printf '%s\n' $found
    else
        __fish_complete_path (commandline -ct)
    end
end
complete -c csi -f -k -a '(__csi_words)'"""

SCRIPTS: Final[Mapping[str, str]] = {"bash": _BASH, "zsh": _ZSH, "fish": _FISH}
