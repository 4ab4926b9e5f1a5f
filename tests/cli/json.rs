//! `--json` on every command: each line parses, and every field is on the page that documents them.

use std::collections::BTreeSet;

use serde_json::Value;

use super::study::garden;
use super::world::World;

/// What is documented of each command: all words of its part of the page.
fn documented(world: &World, command: &str) -> BTreeSet<String> {
    let page = world.run(&["help", "json"]).ended(0).out;
    let mut words = BTreeSet::new();
    let mut is_meant = false;
    for line in page.lines().skip_while(|line| !line.is_empty()).skip(1) {
        if !line.starts_with(' ') {
            is_meant = line.split(' ').next() == Some(command);
        }
        if is_meant {
            words.extend(
                line.split(|letter: char| !letter.is_alphanumeric() && letter != '_')
                    .map(str::to_owned),
            );
        }
    }
    words
}

fn keys(value: &Value, found: &mut BTreeSet<String>) {
    match value {
        Value::Object(fields) => {
            for (key, value) in fields {
                found.insert(key.clone());
                keys(value, found);
            }
        }
        Value::Array(values) => values.iter().for_each(|value| keys(value, found)),
        _ => {}
    }
}

#[test]
fn every_command_prints_json_with_fields_that_are_documented() {
    let world = garden();
    let text = "# The villages vote\n\nThe Kurultai opened on 5 December 1917 in Orenburg. \
                In July 2021, 2,297 candidates stood in the elections.\n";
    let article = world.file("article.md", text);
    let later = world.file("later.md", format!("{text}\nIt closed on 13 December 1917.\n"));
    let broken = world.file(
        "broken.toml",
        "format = 1\n[deck]\nid = \"b\"\ntitle = \"B\"\n[[item]]\nid = \"x\"\n",
    );
    let table = world.path("garden.csv").display().to_string();
    let page = world.path("page.html").display().to_string();
    let man = world.path("man").display().to_string();
    let paper = world.path("paper.html").display().to_string();
    let class_page = world.path("class.html").display().to_string();
    let misses = world.path("misses.toml").display().to_string();
    let names = world.file("names.csv", "name\nDana\nArman\n");
    let scores = world.path("scores.csv").display().to_string();
    // The same seed gives the same paper, so its code is known before.
    let code = {
        let other = garden();
        let out = other.path("paper.html").display().to_string();
        let words = ["paper", "deck:garden", "--written", "-o", &out, "--json"];
        let told = other.run(&words).ended(0).json();
        told[0]["code"].as_str().unwrap().to_owned()
    };
    let copy = world
        .path("home/backups/progress-2031-05-06-asked.db")
        .display()
        .to_string();
    let whole = world.path("whole.zip").display().to_string();
    let mut ran: BTreeSet<String> = BTreeSet::new();
    let mut run = |words: &[&str], input: &str| {
        let mut command = world.command(words);
        command.arg("--json").env("VISUAL", "true");
        let done = super::world::run(command, input.as_bytes());
        assert!(
            done.status == 0 || done.status == 1,
            "{words:?}: {} {}",
            done.status,
            done.err
        );
        let known = documented(&world, words[0]);
        let known_elsewhere = match words[0] {
            "quiz" | "cram" => documented(&world, "review"),
            "show" | "why" | "leeches" => documented(&world, "find"),
            _ => BTreeSet::new(),
        };
        let lines = done.json();
        for line in &lines {
            let mut found = BTreeSet::new();
            keys(line, &mut found);
            for key in found {
                assert!(
                    known.contains(&key) || known_elsewhere.contains(&key),
                    "{words:?}: `{key}` is not on the page of help json"
                );
            }
        }
        ran.insert(words[0].to_owned());
        lines.len()
    };
    for (words, input, least) in [
        (&["home"][..], "", 1),
        (&["home", "--short"], "", 1),
        (&["review"], "Hawthorn\n4\n\n1\nq\n", 2),
        (&["quiz", "-n", "1"], "\n3\n", 1),
        (&["cram", "gate"], "\n3\n", 1),
        (&["review", "deck:garden", "--new", "0"], "", 1),
        (&["exam", "2031-06-14", "deck:garden", "--yes"], "", 1),
        (&["exam", "list"], "", 1),
        (&["exam", "drop", "1"], "", 1),
        (&["away", "tomorrow", "7", "--yes"], "", 1),
        (&["home"], "", 1),
        (&["away", "list"], "", 1),
        (&["optimize"], "", 1),
        (&["paper", "deck:garden", "--written", "-o", &paper], "", 1),
        (&["paper", "--list"], "", 1),
        (&["mark"], "A - D\nA -- D\nA --- D\nA ---- D\n\n", 1),
        (&["mark", "--drop", "A1"], "", 1),
        (&["results"], "", 1),
        (&["results", "--pupils"], "", 1),
        (&["results", "--html", &class_page], "", 1),
        (&["results", "--misses", "D", "-o", &misses], "", 0),
        (&["results", "--keep"], "", 1),
        (&["roster", "8B", "--names", &names], "", 1),
        (&["roster"], "", 1),
        (&["roster", "8B", "--quiz", &code], "", 1),
        (&["roster", "8B"], "", 2),
        (&["roster", "8B", "--rename", "Dana=Dina"], "", 1),
        (&["roster", "8B", "--csv", &scores], "", 1),
        (&["roster", "8B", "--forget", "Dina", "--yes"], "", 1),
        (&["roster", "8B", "--forget-all", "--yes"], "", 1),
        (
            &["live", "deck:garden", "--bind", "127.0.0.1", "--port", "0"],
            "status\nstart\nstatus\nlock\npause\nclose\nclose\nreveal\nwho\nend\nquit\n",
            6,
        ),
        (&["live", "--check", "--bind", "127.0.0.1", "--port", "0"], "", 1),
        (&["find", "deck:garden"], "", 3),
        (&["find", "--count"], "", 1),
        (&["show", "garden/gate"], "", 1),
        (&["why", "garden/gate"], "", 1),
        (
            &[
                "new",
                "--deck",
                "hills",
                "--stem",
                "Which hill is green?",
                "--key",
                "North",
            ],
            "",
            1,
        ),
        (&["edit", "garden/year"], "", 1),
        (&["suspend", "garden/gate"], "", 1),
        (&["resume", "garden/gate"], "", 1),
        (&["bury", "garden/gate"], "", 1),
        (&["flag", "2", "garden/gate"], "", 1),
        (&["reset", "garden/gate"], "", 1),
        (&["move", "garden/wall", "--to", "hills"], "", 1),
        (&["add", &article], "", 1),
        (&["diff", &later], "", 1),
        (&["inbox"], "y\nq\n", 1),
        (&["inbox", "--accept-all"], "", 0),
        (&["sources"], "", 1),
        (&["decks"], "", 2),
        (&["decks", "create", "Lakes"], "", 1),
        (&["decks", "rename", "lakes", "Ponds"], "", 1),
        (&["decks", "off", "lakes"], "", 1),
        (&["decks", "delete", "lakes"], "", 1),
        (&["retire", "deck:the-villages-vote"], "", 1),
        (&["delete", "garden/year"], "", 1),
        (&["leeches"], "", 0),
        (&["check", &broken], "", 1),
        (&["extract", &article], "", 1),
        (&["extract", "--facts", &article], "", 1),
        (&["parse", &article], "", 1),
        (&["export", "csv", "deck:garden", "-o", &table], "", 1),
        (&["export", "anki", "deck:garden", "--dry-run"], "", 1),
        (&["import", &table], "", 1),
        (&["undo"], "", 1),
        (&["redo"], "", 1),
        (&["stats"], "", 1),
        (&["stats", "retention"], "", 0),
        (&["stats", "heat"], "", 1),
        (&["stats", "hours"], "", 24),
        (&["stats", "intervals"], "", 10),
        (&["stats", "stability"], "", 10),
        (&["stats", "topics"], "", 0),
        (&["stats", "items"], "", 0),
        (&["stats", "--html", &page], "", 1),
        (&["set"], "", 5),
        (&["set", "new-per-day", "7"], "", 1),
        (&["backup"], "", 1),
        (&["backup", "--list"], "", 1),
        (&["merge", &copy], "", 1),
        (&["restore"], "", 1),
        (&["restore", "--newest"], "", 1),
        (&["backup", "--all", &whole], "", 1),
        (&["restore", &whole], "", 1),
        (&["doctor"], "", 1),
        (&["completions", "fish"], "", 1),
        (&["man", "find"], "", 1),
        (&["man", "--to", &man], "", 1),
        (&["help"], "", 20),
        (&["help", "find"], "", 1),
        (&["help", "json"], "", 1),
    ] {
        let lines = run(words, input);
        assert!(lines >= least, "{words:?} printed {lines} lines");
    }
    // A command that comes later is tried and documented here as well; `quit` prints nothing.
    let list = world.run(&["help", "--json"]).ended(0).json();
    for command in list {
        let name = command["command"].as_str().unwrap();
        assert!(
            name == "quit" || ran.contains(name),
            "{name} is not tried with --json"
        );
    }
}
