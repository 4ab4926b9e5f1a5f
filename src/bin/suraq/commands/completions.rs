//! `completions`: what a shell needs to complete commands, flags and values, made from the one tree.

use clap::Args;
use clap_complete::Shell;
use serde_json::json;

use super::Group;
use super::Verb;
use crate::app::App;
use crate::args;
use crate::repl;
use crate::report::Done;
use crate::report::Outcome;
use crate::screen;

/// For which shell.
#[derive(Args, Debug)]
pub struct Completions {
    /// The shell
    #[arg(value_enum, required_unless_present = "words")]
    shell: Option<Shell>,
    /// What may stand at the end of this line, one a line; the scripts ask for it
    #[arg(long, value_name = "LINE", hide = true)]
    words: Option<String>,
}

impl Verb for Completions {
    const NAME: &'static str = "completions";
    const GROUP: Group = Group::Care;
    const ABOUT: &'static str = "Print what lets Tab complete commands in your shell";
    const EXAMPLE: &'static str = "suraq completions bash > ~/.local/share/bash-completion/completions/suraq";

    const BEARS_FAULTS: bool = true;

    fn more() -> String {
        "Where it goes, once; a new shell then knows it.\n\n\
         bash:\n  \
         mkdir -p ~/.local/share/bash-completion/completions\n  \
         suraq completions bash > ~/.local/share/bash-completion/completions/suraq\n\
         zsh, DIR being one of $fpath:\n  \
         suraq completions zsh > DIR/_suraq\n\
         fish:\n  \
         mkdir -p ~/.config/fish/completions\n  \
         suraq completions fish > ~/.config/fish/completions/suraq.fish\n\
         powershell:\n  \
         suraq completions powershell >> $PROFILE\n\
         elvish:\n  \
         suraq completions elvish >> ~/.config/elvish/rc.elv\n\n"
            .to_owned()
    }

    fn run(self, app: &mut App) -> Outcome {
        let Some(shell) = self.shell else {
            let words = repl::offered(app, &self.words.unwrap_or_default());
            let words: String = words.into_iter().map(|word| word + "\n").collect();
            screen::print_all(&words);
            return Ok(Done::Well);
        };
        let script = script(shell);
        match app.json {
            true => app
                .screen
                .line(&json!({ "shell": shell.to_string(), "script": script }).to_string()),
            false => screen::print_all(&script),
        }
        Ok(Done::Well)
    }
}

/// What the library writes of the tree, and where the shell can ask the program for the names that are there:
/// settings, decks, tags, cards.
fn script(shell: Shell) -> String {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut args::written_tree(), "suraq", &mut script);
    let script = String::from_utf8_lossy(&script);
    match shell {
        Shell::Bash => format!("{script}\n{IN_BASH}"),
        Shell::Zsh => script
            .replacen(
                "\n_suraq() {",
                &format!("\n{IN_ZSH}\n_suraq() {{\n{MINUS_IN_ZSH}"),
                1,
            )
            .replace(":_default'", ":_suraq_names'"),
        Shell::Fish => format!("{script}{IN_FISH}"),
        _ => script.into_owned(),
    }
}

/// Asks the program where its tree has no word. A colon parts words in bash, so what stands before it is cut off;
/// within an open quote it does not, and all that stands in the quote is one word.
const IN_BASH: &str = r#"_suraq_names() {
    _suraq "$@"
    local line=${COMP_LINE:0:COMP_POINT}
    [[ -z $line ]] && return 0
    local inside=$line quoted= mark marks
    for mark in \" \'; do
        marks=${line//[!$mark]/}
        (( ${#marks} % 2 )) && { quoted=1; inside=${line##*$mark}; break; }
    done
    local word=${inside##*[[:space:]]}
    [[ $word == --* || $word == - ]] && return 0
    local names
    names=$(suraq completions --words "$line" 2>/dev/null)
    if [[ $word == *:* ]]; then
        COMPREPLY=()
        compopt +o bashdefault +o default 2>/dev/null
    fi
    [[ -z $names ]] && return 0
    local before= lead=
    if [[ -n $quoted ]]; then
        lead=${inside%"$word"}
    elif [[ $word == *:* && $COMP_WORDBREAKS == *:* ]]; then
        before=${word%"${word##*:}"}
    fi
    local IFS=$'
'
    [[ $word == -* ]] || COMPREPLY=()
    local name
    for name in $names; do COMPREPLY+=("$lead${name#"$before"}"); done
    [[ ${#COMPREPLY[@]} -eq 1 && ${COMPREPLY[0]} == *[:.\<\>] ]] && compopt -o nospace 2>/dev/null
    return 0
}

complete -F _suraq_names -o nosort -o bashdefault -o default suraq 2>/dev/null ||
    complete -F _suraq_names -o bashdefault -o default suraq
"#;

/// Asks the program for what stands in place of words that the tree does not know, and files where it has none.
const IN_ZSH: &str = r#"
(( $+functions[_suraq_names] )) ||
_suraq_names() {
    local -a names open
    names=(${(f)"$(suraq completions --words "$LBUFFER" 2>/dev/null)"})
    (( $#names )) || { [[ $PREFIX == *:* ]] || _default; return }
    open=(${(M)names:#*[:.<>]})
    names=(${names:#*[:.<>]})
    compadd -S '' -a open
    compadd -a names
}
"#;

/// A minus begins a word of a query as well, and the tree knows it as that of a flag only.
const MINUS_IN_ZSH: &str = "    [[ $PREFIX == -[^-]*:* ]] && { _suraq_names; return }\n";

/// Asks the program beside the tree.
const IN_FISH: &str = r#"complete -c suraq -n "not __fish_suraq_needs_command" -a "(suraq completions --words (commandline -cp | string collect) 2>/dev/null)"
"#;
