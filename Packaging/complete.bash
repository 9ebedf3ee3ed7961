# Escribe lo que bash propone para una línea, con el autocompletado instalado: bash complete.bash 'pmi ru'
source /usr/share/bash-completion/bash_completion
_completion_loader pmi
read -ra COMP_WORDS <<< "$1"
if [[ $1 == *" " ]]; then COMP_WORDS+=(""); fi
COMP_CWORD=$((${#COMP_WORDS[@]} - 1)) COMP_LINE=$1 COMP_POINT=${#1}
_pmi pmi "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD - 1]}"
printf '%s\n' "${COMPREPLY[@]}"
