# Escribe lo que zsh propone para una línea, con el autocompletado instalado: zsh -f complete.zsh 'pmi ru'
zmodload zsh/zpty
zpty shell zsh -f -i
zpty -w shell 'PROMPT=; autoload -Uz compinit; compinit -u -D
compadd() {
  local -a words
  if [[ ${@[1,(i)(-|--)]} == *-(O|A|D)\ * ]]; then builtin compadd "$@"; return; fi
  builtin compadd -O words "$@"
  print -rl -- "propone: "${^words}
  builtin compadd "$@"
}
shown() { print -r -- listo }
comppostfuncs=(shown)
bindkey "^I" complete-word; print prepa""rado'
# El eco de lo anterior, y lo que dice al terminar de prepararse.
zpty -r shell said '*preparado*'
zpty -w -n shell "$1"$'\t'
while zpty -r shell piece; do
  print -r -- "$piece"
  if [[ $piece == *listo* ]]; then break; fi
done | tr -d '\r' | sed -n 's/.*propone: //p'
