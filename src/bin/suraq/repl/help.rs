//! What `?` shows at the prompt: one screen of commands and keys.

use crate::commands::COMMANDS;
use crate::commands::Group;
use crate::screen::pad;
use crate::screen::width_of;
use crate::screen::wrap_indented;

const KEYS: &[(&str, &str)] = &[
    ("Tab", "completes commands, flags, decks, tags and card ids"),
    (
        "arrows",
        "earlier lines; the grey rest of a line is taken with the right one",
    ),
    ("u", "takes back the last change"),
    ("/ WORDS", "finds cards"),
    ("Ctrl-C", "clears the line"),
    ("q, Ctrl-D", "leaves"),
];

/// Returns the lines, at most `width` columns wide.
pub fn lines(width: usize) -> Vec<String> {
    let groups = Group::ALL.iter().map(|group| {
        let commands = COMMANDS.iter().filter(|command| command.group() == *group);
        let names: Vec<&str> = commands.map(|command| command.name()).collect();
        (group.title(), names.join("  "))
    });
    let keys = KEYS.iter().map(|(key, about)| (*key, (*about).to_owned()));
    let first = groups
        .clone()
        .chain(keys.clone())
        .map(|(word, _)| width_of(word))
        .max();
    let room = if width < 50 { 0 } else { first.unwrap_or(0) + 2 };
    let row = |(word, text): (&str, String)| match room {
        0 => wrap_indented(&text, width, &format!("{word}: "), "  "),
        _ => wrap_indented(&text, width, &pad(word, room), &" ".repeat(room)),
    };
    let mut lines: Vec<String> = groups.flat_map(row).collect();
    lines.push(String::new());
    lines.extend(keys.flat_map(row));
    lines.push(String::new());
    let more = "help COMMAND explains one, help find what a query may say, help lists them all.";
    lines.extend(wrap_indented(more, width, "", ""));
    lines
}

#[cfg(test)]
mod tests {
    use super::lines;
    use crate::commands::COMMANDS;

    #[test]
    fn it_is_one_screen_and_names_every_command() {
        let shown = lines(72);
        assert!(shown.len() <= 22, "{shown:?}");
        let text = lines(40).join(" ");
        assert!(
            COMMANDS.iter().all(|command| text.contains(command.name())),
            "{text}"
        );
    }
}
