//! Every example of `help`, typed in order in one home, does what it says.

use super::world::Ran;
use super::world::World;
use super::world::bare;
use super::world::run;

/// Examples that cannot run unattended, by how they begin, each with the reason.
const LEFT_OUT: &[(&str, &str)] = &[
    ("suraq live", "waits for a class at its door"),
    (
        "suraq cram is:leech",
        "needs a card that is forgotten again and again",
    ),
    (
        "suraq import collection.colpkg",
        "needs a collection that Anki wrote",
    ),
    ("suraq import test.docx", "needs a file that Word wrote"),
];

/// What is typed after an example that asks.
const TYPED: &[(&str, &str)] = &[
    ("suraq exam +30 deck", "y\n"),
    ("suraq away tomorrow", "y\n"),
    ("suraq mark 48213", "A ABCDABCDABCDABC Dana\n\n"),
];

/// The code of the paper that examples speak of.
const CODE: &str = "48213";

fn typed(world: &World, day: &str, words: &[String], input: &str) -> Ran {
    let mut command = bare();
    command
        .arg("--home")
        .arg(world.home())
        .args(["--now", &format!("{day}T10:00:00Z"), "--seed", "7"])
        .args(words)
        .current_dir(world.path(""));
    run(command, input.as_bytes())
}

fn type_line(world: &World, line: &str, input: &str) -> Ran {
    typed(world, "2026-11-27", &words_of(line), input)
}

/// The words of a line as a shell parts them, up to a pipe or a file that the output goes to.
fn words_of(line: &str) -> Vec<String> {
    let (mut words, mut word, mut quote) = (Vec::new(), String::new(), None);
    for letter in line.chars().chain([' ']) {
        match (letter, quote) {
            (_, Some(open)) if letter == open => quote = None,
            ('"' | '\'', None) => quote = Some(letter),
            (' ', None) => words.extend(Some(std::mem::take(&mut word)).filter(|word| !word.is_empty())),
            _ => word.push(letter),
        }
    }
    let end = words.iter().position(|word| matches!(word.as_str(), "|" | ">"));
    words.truncate(end.unwrap_or(words.len()));
    words.remove(0);
    words
}

/// The files and decks that examples name.
fn stage() -> World {
    let world = World::new();
    let text = "---\ntitle: My article\n---\n\n\
                Kazakhstan adopted a new constitution in 1995. The Senate of Kazakhstan has 50 members.\n";
    for file in ["article.md", "chapters/one.md", "notes/one.md"] {
        world.file(file, text.replace("50", &file.len().to_string()));
    }
    world.file("questions.csv", "stem,key\nWhich river is here?,Esil\n");
    world.file("words.csv", "front,back\nWhat colour is it?,blue\n");
    world.file("8b.csv", "Name\nDana\nAli\n");
    world.file("scanned.csv", "name,version,answers\nAli,B,ABCDABCDABCDABC\n");
    let word =
        |number: u8, word: &str, end: &str| format!("{number}\t{word}\t{word}\t_\t_\t_\t{end}\t_\t_\n");
    let tree = word(1, "It", "2\tnsubj") + &word(2, "works", "0\troot") + "\n";
    world.file("treebank.conllu", tree);
    let deck = |id: &str| {
        let item = "[[item]]\nid = \"a\"\nstem = \"Which river leaves the lake?\"\nkey = \"Esil\"\n";
        format!("format = 1\n[deck]\nid = \"{id}\"\ntitle = \"{id}\"\nlanguage = \"en\"\n{item}")
    };
    world.file("my-deck.toml", deck("my-deck"));
    world.file("drafts/more.toml", deck("more"));
    world.deck("my-book", &deck("my-book"));
    std::fs::create_dir_all(world.path("stick")).unwrap();
    // A copy of an earlier day.
    let review = ["review", "--limit", "1"].map(str::to_owned);
    typed(&world, "2026-11-20", &review, "\n3\n").ended(0);
    typed(&world, "2026-11-20", &["backup".to_owned()], "").ended(0);
    world
}

/// What somebody would have done before the next example.
fn prepare(world: &World, line: &str, code: &str) {
    if line.starts_with("suraq results merge") {
        for room in ["room-1", "room-2"] {
            let kept = world.home().join(format!("papers/{code}.results.json"));
            world.file(
                &format!("{room}/{code}.results.json"),
                std::fs::read(kept).unwrap(),
            );
        }
    }
    if line.starts_with("suraq check ") {
        type_line(world, "suraq decks on \"The Kazakh language of politics\"", "").ended(0);
    }
}

fn examples(world: &World) -> Vec<String> {
    let listed = type_line(world, "suraq help --json", "").ended(0).json();
    let text = listed.iter().map(|command| command["example"].as_str().unwrap());
    text.flat_map(str::lines).map(str::to_owned).collect()
}

#[test]
fn every_example_of_the_help_runs() {
    let world = stage();
    let mut code = CODE.to_owned();
    let mut failed = Vec::new();
    let examples = examples(&world);
    for (beginning, _) in LEFT_OUT {
        assert!(
            examples.iter().any(|line| line.starts_with(beginning)),
            "{beginning} is no example any more"
        );
    }
    for line in examples {
        if LEFT_OUT.iter().any(|(beginning, _)| line.starts_with(beginning)) {
            continue;
        }
        prepare(&world, &line, &code);
        let input = TYPED.iter().find(|(beginning, _)| line.starts_with(beginning));
        let meant = line
            .replace(CODE, &code)
            .replace("/media/stick", "stick")
            .replace("~/", "stick/");
        let ran = type_line(&world, &meant, input.map_or("", |(_, input)| input));
        if ran.status != 0 {
            failed.push(format!("[{}] {line}\n{}", ran.status, ran.err));
        }
        if line.starts_with("suraq paper deck:kz-soviet -n 15") {
            let said = ran.out.split("Paper ").nth(1).unwrap_or_default();
            code = said.chars().take(5).collect();
        }
    }
    assert!(failed.is_empty(), "{}", failed.join("\n"));
}
