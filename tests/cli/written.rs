//! Completions and manual pages: complete, because they come from the list of commands, and right for who reads them.

use std::io::Write;
use std::process::Command;
use std::process::Stdio;

use super::world::World;

fn names(world: &World) -> Vec<String> {
    let list = world.run(&["help", "--json"]).ended(0).json();
    let name = |command: &serde_json::Value| command["command"].as_str().unwrap().to_owned();
    list.iter().map(name).collect()
}

/// Gives `text` to a program that is not on every machine; `None` where it is not there.
fn judged_by(program: &str, words: &[&str], text: &str) -> Option<(bool, String)> {
    let child = Command::new(program)
        .args(words)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn();
    let mut child = child.ok()?;
    child.stdin.take().unwrap().write_all(text.as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    let said = [output.stdout, output.stderr].concat();
    Some((
        output.status.success(),
        String::from_utf8_lossy(&said).into_owned(),
    ))
}

#[test]
fn every_shell_learns_every_command() {
    let world = World::new();
    let names = names(&world);
    for (shell, check) in [
        ("bash", &["-n"][..]),
        ("zsh", &["-n"]),
        ("fish", &["--no-execute", "/dev/stdin"]),
        ("powershell", &[]),
        ("elvish", &["-compileonly", "/dev/stdin"]),
    ] {
        let script = world.run(&["completions", shell]).ended(0).out;
        for name in &names {
            assert!(script.contains(name), "{shell} does not know {name}");
        }
        assert!(script.contains("lapses") || script.contains("minutes"), "{shell}");
        if let Some((well, said)) = judged_by(shell, check, &script) {
            assert!(well, "{shell}: {said}");
        }
        let json = world.run(&["completions", shell, "--json"]).ended(0).json();
        assert_eq!(json[0]["script"], script.as_str());
    }
    let ran = world.run(&["completions", "tcsh"]).ended(2);
    assert!(
        ran.err.contains("it may be bash, elvish, fish, powershell, zsh"),
        "{}",
        ran.err
    );
    assert!(!world.home().exists(), "nothing is made to print a script");
}

#[test]
fn bash_completes_commands_flags_and_values() {
    let world = World::new();
    let script = world.run(&["completions", "bash"]).ended(0).out;
    let ask = |words: &str| {
        let count = words.split(' ').count() - 1;
        let last = words.rsplit(' ').next().unwrap();
        let text = format!(
            "{script}\nCOMP_WORDS=({words}{}); COMP_CWORD={count}; _suraq suraq '{last}' ''; \
             printf '%s ' \"${{COMPREPLY[@]}}\"",
            if last.is_empty() { "\"\"" } else { "" }
        );
        judged_by("bash", &[], &text).map(|(_, said)| said)
    };
    let Some(said) = ask("suraq lee") else {
        assert!(script.contains("leeches"));
        return;
    };
    assert_eq!(said, "leeches ");
    let said = ask("suraq review --mi").unwrap();
    assert_eq!(said, "--minutes ");
    let said = ask("suraq completions ").unwrap();
    assert!(said.contains("zsh") && said.contains("elvish"), "{said}");
}

#[test]
fn every_command_has_a_manual_page_with_its_example() {
    let world = World::new();
    let folder = world.path("man").display().to_string();
    world.run(&["man", "--to", &folder]).ended(0);
    let mut pages = vec!["suraq.1".to_owned()];
    pages.extend(names(&world).iter().map(|name| format!("suraq-{name}.1")));
    for page in &pages {
        let text = std::fs::read_to_string(world.path("man").join(page)).unwrap();
        for section in [".SH NAME", ".SH SYNOPSIS", ".SH DESCRIPTION", ".SH OPTIONS"] {
            assert!(text.contains(section), "{page}: {section}");
        }
        assert!(
            page == "suraq.1" || text.contains(".SH EXAMPLES\n.nf\nsuraq "),
            "{page}"
        );
        // As `man` does it: pages name headings of tables in Kazakh and Russian.
        if let Some((well, said)) = judged_by("groff", &["-man", "-Kutf8", "-Tutf8", "-ww", "-z"], &text) {
            assert!(well && said.is_empty(), "{page}: {said}");
        }
    }
    let printed = world.run(&["man", "review"]).ended(0).out;
    let written = std::fs::read_to_string(world.path("man").join("suraq-review.1")).unwrap();
    assert_eq!(printed, written);
    let ran = world.run(&["man", "reviw"]).ended(2);
    assert!(ran.err.contains("did you mean `review`?"), "{}", ran.err);
}

#[test]
fn a_home_that_is_not_there_is_not_made_by_completion() {
    let world = World::new();
    let other = world.path("nowhere");
    let line = format!("suraq --home {} review deck:kz-s", other.display());
    world.run(&["completions", "--words", &line]).ended(0);
    assert!(!other.exists());
}

#[test]
fn of_several_exams_on_one_day_their_numbers_are_offered() {
    let world = World::new();
    for (day, query) in [
        ("+3", "deck:kz-soviet"),
        ("+5", "deck:kz-new-state"),
        ("+3", "deck:kz-local-civic"),
    ] {
        world.run(&["exam", day, query, "--yes"]).ended(0);
    }
    let offered = world
        .run(&["completions", "--words", "suraq exam drop "])
        .ended(0)
        .out;
    assert_eq!(offered, "1\n2\n2031-05-11\n");
    world.run(&["exam", "drop", "2"]).ended(0);
    let offered = world
        .run(&["completions", "--words", "suraq exam drop "])
        .ended(0)
        .out;
    assert_eq!(offered, "2031-05-09\n2031-05-11\n");
}

#[test]
fn bash_asks_the_program_for_names() {
    let world = World::new();
    world.deck(
        "lakes",
        "format = 1\n[deck]\nid = \"lakes\"\ntitle = \"Lakes\"\n[[item]]\nid = \"oron\"\nstem = \"How deep?\"\nkey = \"184\"\n",
    );
    world.run(&["exam", "+30", "deck:lakes", "--yes"]).ended(0);
    let script = world.run(&["completions", "bash"]).ended(0).out;
    let program = std::path::Path::new(env!("CARGO_BIN_EXE_suraq"));
    let folder = program.parent().unwrap().display();
    let ask = |line: &str| {
        let count = line.split(' ').count() - 1;
        let last = line.rsplit(' ').next().unwrap();
        let text = format!(
            "{script}\nPATH='{folder}':$PATH; export SURAQ_HOME='{}'\n\
             COMP_LINE='{line}'; COMP_POINT=${{#COMP_LINE}}; COMP_WORDS=({line}); COMP_CWORD={count}\n\
             _suraq_names suraq '{last}' ''; printf '%s ' \"${{COMPREPLY[@]}}\"",
            world.home().display()
        );
        judged_by("bash", &[], &text).map(|(_, said)| said)
    };
    for (line, expected) in [
        ("suraq set new-p", "new-per-day "),
        ("suraq help comp", "completions "),
        // A colon parts words in bash.
        ("suraq review deck:la", "lakes "),
        ("suraq show lakes/", "lakes/oron "),
        ("suraq review --mi", "--minutes "),
        ("suraq find -is:d", "due draft "),
        ("suraq find -deck:la", "lakes "),
        ("suraq help js", "json "),
        ("suraq exam drop ", "2031-06-05 "),
        ("suraq exam cram 2", "2031-06-05 "),
        ("suraq find flag:", "0 1 2 3 4 5 6 7 "),
    ] {
        let Some(said) = ask(line) else {
            assert!(script.contains("completions --words"));
            return;
        };
        assert_eq!(said, expected, "{line}");
    }
    // All of an open quote is one word.
    let quoted = |line: &str| {
        let text = format!(
            "{script}\nPATH='{folder}':$PATH; export SURAQ_HOME='{}'\n\
             COMP_LINE='{line}'; COMP_POINT=${{#COMP_LINE}}; COMP_WORDS=(suraq find x); COMP_CWORD=2\n\
             _suraq_names suraq x find; printf '%s ' \"${{COMPREPLY[@]}}\"",
            world.home().display()
        );
        judged_by("bash", &[], &text).map(|(_, said)| said)
    };
    assert_eq!(quoted("suraq find \"deck:la").unwrap(), "deck:lakes ");
    assert_eq!(
        quoted("suraq find \"is:due deck:la").unwrap(),
        "is:due deck:lakes "
    );
}
