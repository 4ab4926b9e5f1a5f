//! The homes that cases begin with.

use std::fs;
use std::path::Path;
use std::process::Command;
use std::process::Stdio;

const GARDEN: &str = "\
format = 1

[deck]
id = \"garden\"
title = \"The garden\"

[[item]]
id = \"gate\"
stem = \"Which tree stands by the gate?\"
key = \"Hawthorn\"
distractors = [\"Rowan\", \"Spindle\", { text = \"Juniper\", why = \"it stands by the pond\" }]
explanation = \"The hawthorn was planted when the gate was made.\"
tags = [\"trees\"]

[[item]]
id = \"wall\"
stem = \"Why was the north wall built?\"
key = \"because the wind from the lake broke the young trees\"
tags = [\"walls\"]

[[item]]
id = \"year\"
stem = \"When was the pond dug?\"
key = \"1904\"
tags = [\"water\"]

[[item]]
id = \"қала\"
stem = \"Қай қала Қазақстанның астанасы? 漢字\"
key = \"Астана\"
tags = [\"towns\"]
";

const GAPS: &str = "\
format = 1

[deck]
id = \"garden\"
title = \"The garden\"

[[item]]
id = \"pond\"
kind = \"cloze\"
stem = \"The pond was dug in ____ by the first owner.\"
key = \"1904\"
distractors = [\"1899\", \"1907\", \"1911\"]
";

const WORDS: &str = "\
format = 1

[deck]
id = \"garden\"
title = \"Words of the garden\"
language = \"kk\"

[[term]]
id = \"gate\"
en = \"gate\"
kk_cyrl = \"қақпа\"
kk_latn = \"qaqpa\"
ru = \"ворота\"

[[term]]
id = \"tree\"
en = \"tree\"
kk_cyrl = \"ағаш\"
kk_latn = \"ağaş\"
ru = \"дерево\"
";

const LISTS: &str = "\
format = 1

[deck]
id = \"garden\"
title = \"The garden\"

[[item]]
id = \"lakes\"
stem = \"Which two lakes lie behind the wall?\"
key = \"Oron and Velk\"

[[item]]
id = \"founder\"
kind = \"who\"
stem = \"Who made the garden?\"
key = \"Otto Lindgren\"

[[item]]
id = \"trees\"
kind = \"how-many\"
stem = \"How many trees were planted?\"
key = \"2,297\"
";

const MATCHING: &str = "\
format = 1

[deck]
id = \"garden\"
title = \"The garden\"

[[item]]
id = \"years\"
kind = \"matching\"
stem = \"Match each event with the year in which it took place.\"
pairs = [
  [\"The north wall was built against the wind from the lake, stone by stone\", \"1898\"],
  [\"The pond was dug by the first owner\", \"1904\"],
  [\"The old hawthorn beside the gate fell in a storm that broke forty trees\", \"1911\"],
  [\"The garden was opened to everybody who lives in the town\", \"1923\"],
  [\"The second pond was filled up, and roses were planted in its place\", \"1931\"],
]
distractors = [\"1940\"]

[[item]]
id = \"owners\"
kind = \"matching\"
stem = \"Who planted what?\"
pairs = [
  [\"Abay\", \"rowan\"], [\"Bolat\", \"lime\"], [\"Daria\", \"elm\"], [\"Erlan\", \"oak\"], [\"Farida\", \"ash\"],
  [\"Gulnar\", \"larch\"], [\"Hasan\", \"birch\"], [\"Ilyas\", \"poplar\"], [\"Janna\", \"willow\"],
]

[[item]]
id = \"order\"
kind = \"timeline\"
stem = \"Put these events in the order in which they happened, earliest first.\"
keys = [
  \"The north wall was built against the wind from the lake\",
  \"The pond was dug by the first owner\",
  \"The old hawthorn beside the gate fell in a storm\",
  \"The garden was opened to everybody\",
]
order = \"fixed\"
";

const ARTICLE: &str = "\
# The villages vote

The Kurultai opened on 5 December 1917 in Orenburg. It met for nine days.

In July 2021, 2,297 candidates stood in the elections of rural akims.
";

/// Makes the home called `name` in `folder`.
pub fn home(folder: &Path, name: &str) {
    match name {
        "empty" => {}
        "garden" => garden(folder),
        "studied" => studied(folder),
        "gaps" => gaps(folder),
        "leeches" => leeches(folder),
        "words" => with_deck(folder, WORDS),
        "lists" => with_deck(folder, LISTS),
        "matching" => with_deck(folder, MATCHING),
        "many" => many(folder),
        "overdue" => overdue(folder),
        "examined" => examined(folder),
        "article" => {
            garden(folder);
            fs::write(folder.join("article.md"), ARTICLE).unwrap();
        }
        other => panic!("no home is called `{other}`"),
    }
}

/// One deck of one cloze.
fn gaps(folder: &Path) {
    with_deck(folder, GAPS);
}

/// Another deck in place of the garden.
fn with_deck(folder: &Path, deck: &str) {
    garden(folder);
    fs::write(folder.join("home/decks/garden.toml"), deck).unwrap();
}

/// A book of twenty chapters, of which three are learned.
fn many(folder: &Path) {
    garden(folder);
    for chapter in 1..=20 {
        let deck = format!(
            "format = 1\n\n[deck]\nid = \"chapter-{chapter}\"\ntitle = \"Chapter {chapter}: of the lakes and what lives in them\"\n\n\
             [[item]]\nid = \"one\"\nstem = \"Which fish is number {chapter}?\"\nkey = \"the fish {chapter}\"\n\n\
             [[item]]\nid = \"two\"\nstem = \"Which bird is number {chapter}?\"\nkey = \"the bird {chapter}\"\n"
        );
        fs::write(folder.join(format!("home/decks/chapter-{chapter}.toml")), deck).unwrap();
    }
    let words = ["review", "deck:chapter-2 or deck:chapter-10 or deck:chapter-19"];
    run(folder, "2031-04-01T08:00:00Z", &words, &"\n4\n".repeat(6));
}

/// All cards are due and only one may be reviewed today.
fn overdue(folder: &Path) {
    garden(folder);
    run(
        folder,
        "2031-03-01T08:00:00Z",
        &["review"],
        "Hawthorn\n4\n\n4\n1904\n4\nАстана\n4\n",
    );
    run(
        folder,
        "2031-03-01T08:00:00Z",
        &["set", "reviews-per-day", "1"],
        "",
    );
}

/// An exam was yesterday, and another is tomorrow.
fn examined(folder: &Path) {
    studied(folder);
    for day in ["2031-05-05", "2031-05-07"] {
        run(
            folder,
            "2031-05-04T10:00:00Z",
            &["exam", day, "deck:garden", "--yes"],
            "",
        );
    }
}

/// A card that was forgotten again and again.
fn leeches(folder: &Path) {
    garden(folder);
    run(folder, "2031-03-01T08:00:00Z", &["set", "leech-after", "3"], "");
    for day in 1..=9 {
        let time = format!("2031-04-{:02}T08:00:00Z", day * 3);
        run(folder, &time, &["review", "wall"], "\n1\n\n4\n");
    }
}

/// One deck that is studied.
fn garden(folder: &Path) {
    let decks = folder.join("home/decks");
    fs::create_dir_all(&decks).unwrap();
    fs::write(decks.join("garden.toml"), GARDEN).unwrap();
    let listed = run(folder, "2031-05-06T10:00:00Z", &["decks", "--json"], "");
    let others: Vec<String> = listed
        .lines()
        .map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap()["deck"].clone())
        .map(|id| id.as_str().unwrap().to_owned())
        .filter(|id| id != "garden")
        .collect();
    let words = ["set", "decks-off", &others.join(" ")];
    run(folder, "2031-05-06T10:00:00Z", &words, "");
}

/// Some weeks of study of the garden.
fn studied(folder: &Path) {
    garden(folder);
    for (time, input) in [
        ("2031-03-01T08:00:00Z", "Hawthorn\n4\n\n4\n1904\n4\nАстана\n4\n"),
        ("2031-03-20T08:30:00Z", "Hawthorn\n3\n\n1\n\n3\n\n3\n\n3\n\n3\n"),
        ("2031-04-12T19:00:00Z", "\n3\n\n3\n\n3\n\n3\n\n3\n"),
        ("2031-05-05T19:00:00Z", "\n3\n\n3\n"),
    ] {
        run(folder, time, &["review"], input);
    }
}

fn run(folder: &Path, now: &str, words: &[&str], input: &str) -> String {
    let mut child = Command::new(env!("CARGO_BIN_EXE_suraq"))
        .args(["--home", "home", "--now", now, "--seed", "7"])
        .args(words)
        .current_dir(folder)
        .env_remove("SURAQ_HOME")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    // The program may leave before it has read everything.
    let _ = std::io::Write::write_all(&mut stdin, input.as_bytes());
    drop(stdin);
    let output = child.wait_with_output().unwrap();
    String::from_utf8(output.stdout).unwrap()
}
