//! `man`: the manual pages, made from the one tree: one of the program and one of each command.

use std::fs;
use std::io;
use std::io::Write;
use std::path::Path;
use std::path::PathBuf;

use clap::Args;
use clap_mangen::Man as Page;
use serde_json::json;

use super::COMMANDS;
use super::Group;
use super::Verb;
use super::help;
use crate::app::App;
use crate::args;
use crate::report::Done;
use crate::report::Failure;
use crate::report::Outcome;
use crate::screen;
use crate::screen::count;

/// Which page, and where to.
#[derive(Args, Debug)]
pub struct Man {
    /// The command whose page it is; without one, the program's
    #[arg(conflicts_with = "to")]
    command: Option<String>,
    /// Write all pages into this folder
    #[arg(long, value_name = "DIR", value_hint = clap::ValueHint::DirPath)]
    to: Option<PathBuf>,
}

impl Verb for Man {
    const NAME: &'static str = "man";
    const GROUP: Group = Group::Care;
    const ABOUT: &'static str = "Print a manual page, or write all of them into a folder";
    const EXAMPLE: &'static str = "suraq man review | man -l -\nsuraq man --to ~/.local/share/man/man1";

    const BEARS_FAULTS: bool = true;

    fn run(self, app: &mut App) -> Outcome {
        if let Some(folder) = &self.to {
            return write_all(app, folder);
        }
        let command = match &self.command {
            Some(name) => Some(help::named(name)?.name()),
            None => None,
        };
        let (name, text) = page(command)?;
        match app.json {
            true => app
                .screen
                .line(&json!({ "page": name, "text": text }).to_string()),
            false => {
                screen::print_all(&text);
                tell_how_to_read(app, command);
            }
        }
        Ok(Done::Well)
    }
}

/// On a terminal a page is no pleasant reading.
fn tell_how_to_read(app: &App, command: Option<&str>) {
    if app.screen.interactive {
        let command = command.map_or_else(String::new, |name| format!(" {name}"));
        app.screen.remark(&format!(
            "To read it, type in your shell: suraq man{command} | man -l -"
        ));
    }
}

fn write_all(app: &App, folder: &Path) -> Outcome {
    let refused = |path: &Path, error: &std::io::Error| Failure::system(path, "cannot be written", error);
    fs::create_dir_all(folder).map_err(|error| refused(folder, &error))?;
    let names = COMMANDS.iter().map(|command| Some(command.name()));
    let mut pages = Vec::new();
    for command in std::iter::once(None).chain(names) {
        let (name, text) = page(command)?;
        let path = folder.join(name);
        fs::write(&path, text).map_err(|error| refused(&path, &error))?;
        pages.push(path.display().to_string());
    }
    app.answer(
        &json!({ "folder": folder.display().to_string(), "pages": pages }),
        &format!(
            "{} written to {}. Read one with: man {}",
            count(pages.len(), "page was", "pages were"),
            folder.display(),
            as_path(&folder.join("suraq.1"))
        ),
    );
    Ok(Done::Well)
}

/// A path that man does not take for the name of a page.
fn as_path(path: &Path) -> String {
    let shown = path.display().to_string();
    match path.is_absolute() || shown.starts_with('.') {
        true => shown,
        false => format!("./{shown}"),
    }
}

/// The file name and the text of the page of a command, or of the program.
fn page(command: Option<&str>) -> Result<(String, String), Failure> {
    let mut tree = args::written_tree();
    tree.build();
    let (name, tree) = match command.and_then(|name| tree.find_subcommand(name)) {
        Some(found) => (format!("suraq-{}", found.get_name()), found.clone()),
        None => ("suraq".to_owned(), tree),
    };
    let tree = tree.display_name(name.clone());
    // The date of a build would make two builds of one version differ.
    let page = Page::new(tree.clone()).title(name.to_uppercase());
    let mut text = Vec::new();
    sections(&page, &tree, &name, command, &mut text)
        .map_err(|error| Failure::input(format!("the page cannot be made: {error}")))?;
    Ok((
        format!("{name}.1"),
        with_one_opening(&String::from_utf8_lossy(&text)),
    ))
}

/// Every section that the library writes begins with the same two lines; once is enough.
fn with_one_opening(text: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut seen = Vec::new();
    for line in text.lines() {
        let opens = line.starts_with(".ie ") || line.starts_with(".el ");
        if opens && seen.contains(&line) {
            continue;
        }
        if opens {
            seen.push(line);
        }
        kept.push_str(line.trim_end());
        kept.push('\n');
    }
    kept
}

/// Every flag with its value, then what stands alone: `suraq review [--new N] [QUERY]...`
fn synopsis(tree: &clap::Command, name: &str) -> String {
    let escaped = |text: &str| text.replace('-', "\\-");
    let mut text = format!(".nh\n\\fB{}\\fR", name.replace("suraq-", "suraq "));
    let values = |argument: &clap::Arg| -> Vec<String> {
        let names = argument.get_value_names().unwrap_or_default();
        let names = names.iter().filter(|_| argument.get_action().takes_values());
        names.map(|name| format!("\\fI{}\\fR", escaped(name))).collect()
    };
    for flag in tree
        .get_opts()
        .chain(tree.get_arguments().filter(|flag| is_switch(flag)))
    {
        let (Some(long), is_global) = (flag.get_long(), flag.is_global_set()) else {
            continue;
        };
        if is_global && name != "suraq" {
            continue;
        }
        let value = values(flag).into_iter().map(|value| format!(" {value}"));
        text.push_str(&format!(
            " [\\fB\\-\\-{}\\fR{}]",
            escaped(long),
            value.collect::<String>()
        ));
    }
    if tree.has_subcommands() {
        text.push_str(" [\\fICOMMAND\\fR]");
    }
    for argument in tree.get_positionals() {
        let value = values(argument).join(" ");
        let value = if value.is_empty() {
            argument.get_id().as_str().to_uppercase()
        } else {
            value
        };
        let more = match argument.get_num_args() {
            Some(range) if range.max_values() > 1 => "...",
            _ => "",
        };
        text.push_str(&match argument.is_required_set() {
            true => format!(" {value}{more}"),
            false => format!(" [{value}]{more}"),
        });
    }
    text + "\n.hy\n"
}

/// Whether a flag takes no value and is not the one for help.
fn is_switch(argument: &clap::Arg) -> bool {
    argument.get_long().is_some_and(|long| long != "help") && !argument.get_action().takes_values()
}

fn sections(
    page: &Page,
    tree: &clap::Command,
    name: &str,
    command: Option<&str>,
    text: &mut Vec<u8>,
) -> io::Result<()> {
    let mut opening = Vec::new();
    page.render_title(&mut opening)?;
    // The library leaves an empty date out, and what follows would stand in its place.
    let opening = String::from_utf8_lossy(&opening);
    for line in opening.lines().filter(|line| !line.starts_with(".TH ")) {
        writeln!(text, "{line}")?;
    }
    let version = env!("CARGO_PKG_VERSION");
    writeln!(
        text,
        ".TH {} 1 \"\" \"suraq {version}\" \"Suraq\"",
        name.to_uppercase()
    )?;
    page.render_name_section(text)?;
    write!(text, ".SH SYNOPSIS\n{}", synopsis(tree, name))?;
    page.render_description_section(text)?;
    page.render_options_section(text)?;
    let command = command.and_then(|name| COMMANDS.iter().find(|command| command.name() == name));
    match command {
        Some(command) => {
            let more = command.more();
            if !more.trim().is_empty() {
                write!(text, ".SH NOTES\n{}", as_it_stands(&more))?;
            }
            write!(text, ".SH EXAMPLES\n{}", as_it_stands(command.example()))?;
            text.write_all(SEE_PROGRAM.as_bytes())
        }
        None => {
            page.render_subcommands_section(text)?;
            text.write_all(OF_ALL.as_bytes())
        }
    }
}

/// Lines that are not filled, with what roff would take for orders made harmless.
fn as_it_stands(lines: &str) -> String {
    let mut text = ".nf\n".to_owned();
    for line in lines.trim_end().lines() {
        let line = line
            .replace('\\', "\\e")
            .replace('-', "\\-")
            .replace('\'', "\\(aq");
        let guard = if line.starts_with('.') { "\\&" } else { "" };
        text.push_str(&format!("{guard}{line}\n"));
    }
    text + ".fi\n"
}

const SEE_PROGRAM: &str = ".SH SEE ALSO\n.BR suraq (1)\n";

/// What holds for every command; the README says the same.
const OF_ALL: &str = r#".SH EXIT STATUS
.TP
0
done
.TP
1
done, and problems were found
.TP
2
wrong usage
.TP
3
an input is unusable
.TP
4
the system refused: no space, no permission
.SH ENVIRONMENT
.TP
SURAQ_HOME
the folder under which everything is kept, as \-\-home
.TP
NO_COLOR
no colour, when it is not empty
.TP
EDITOR, VISUAL
the editor that \fBsuraq edit\fR opens
.SH FILES
Without \-\-home the folders are those of the platform.
.TP
config.toml
settings; \fBsuraq set\fR lists them
.TP
decks/*.toml
your decks, to be written by hand as well
.TP
progress.db
what was learned
.TP
backups/
copies of it
"#;
