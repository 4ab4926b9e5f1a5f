//! What cards from Anki are like here: siblings, what became plain, and how that is told.

use super::world::World;

#[test]
fn cards_of_one_note_wait_for_different_days_unless_that_is_not_wanted() {
    let world = World::new();
    let file = world.file(
        "words.txt",
        "#separator:tab\n#notetype:Basic (and reversed card)\n#deck:Words\nsu\twater\not\tfire\n",
    );
    world.run(&["import", &file]).ended(0);
    let second = world.run(&["find", "deck:words"]).ended(0);
    let second = second.out.lines().find(|line| line.contains("-2\t")).unwrap();
    let id = second.split('\t').next().unwrap().to_owned();
    let told = world.run(&["why", &id]).ended(0).out;
    let told = told.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(
        told.contains("Waits for a later day, because words/anki-")
            && told.contains("-1 of the same note comes today"),
        "{told}"
    );
    assert!(told.contains("It came from Anki"), "{told}");
    let all = |world: &World| world.run_with(&["review", "deck:words", "--plain"], "q\n").out;
    assert!(all(&world).contains("1 of 2"), "{}", all(&world));
    world.run(&["set", "siblings", "together"]).ended(0);
    assert!(all(&world).contains("1 of 4"), "{}", all(&world));
    assert!(!world.run(&["why", &id]).ended(0).out.contains("same note"));
    // On the way back each is a note of its own, and that is told.
    let out = world.path("words.apkg").display().to_string();
    let ran = world.run(&["export", "anki", "deck:words", "-o", &out]).ended(0);
    let told = ran.err.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(
        told.contains("4 cards came from Anki") && told.contains("no sibling of another"),
        "{told}"
    );
}

#[test]
fn a_note_of_many_cards_does_not_take_the_day_from_others() {
    let world = World::new();
    let blanks: Vec<String> = (1..=70)
        .map(|number| format!("{{{{c{number}::w{number}}}}}"))
        .collect();
    let notes: String = (1..=30)
        .map(|number| format!("The {{{{c1::lake {number}}}}} is deep.\tx\n"))
        .collect();
    let text = format!(
        "#separator:tab\n#notetype:Cloze\n#deck:Lakes\n{}\tx\n{notes}",
        blanks.join(" ")
    );
    let file = world.file("lakes.txt", text);
    world.run(&["import", &file]).ended(0);
    let ran = world.run_with(&["review", "deck:lakes", "--plain"], "q\n");
    assert!(ran.out.contains("1 of 20"), "{}", ran.out);
}

#[test]
fn what_becomes_plain_is_counted_and_addresses_are_kept() {
    let world = World::new();
    let file = world.file(
        "lakes.txt",
        "#separator:tab\n#html:true\n#notetype:Basic\n#deck:Lakes\n\
         Which <b>lake</b>?\t<a href=\"https://oron.example/sary\">Lake Sary</a>\nWhich town?\tVelk\n",
    );
    let ran = world.run(&["import", &file, "--dry-run", "--json"]).ended(0);
    let told = ran.json().pop().unwrap();
    assert_eq!(
        (told["styles_lost"].as_u64(), told["with_links"].as_u64()),
        (Some(1), Some(1))
    );
    let said = |err: &str| err.split_whitespace().collect::<Vec<_>>().join(" ");
    let ran = world.run(&["import", &file]).ended(0);
    assert!(
        said(&ran.err).contains("1 card had bold, italics or colour")
            && said(&ran.err).contains("1 card had links"),
        "{}",
        ran.err
    );
    let shown = world
        .run(&["find", "deck:lakes", "lake", "--json"])
        .ended(0)
        .json();
    assert_eq!(shown[0]["key"], "Lake Sary");
    assert_eq!(shown[0]["explanation"], "https://oron.example/sary");
    let ran = world.run(&["import", &file]).ended(0);
    assert!(!said(&ran.err).contains("links"), "told once: {}", ran.err);
}

#[test]
fn only_notes_that_are_new_or_changed_are_told_to_be_plainer() {
    let world = World::new();
    let said = |err: &str| err.split_whitespace().collect::<Vec<_>>().join(" ");
    let head = "#separator:tab\n#html:true\n#notetype:Basic\n#guid column:1\n#deck:Lakes\n";
    let first = "a\tWhich <b>lake</b>?\t<i>Sary</i>\nb\t\\(x^2\\)\ta square\nc\t<b>Tur</b>\t\n";
    let file = world.file("lakes.txt", format!("{head}{first}"));
    let ran = world.run(&["import", &file]).ended(1);
    let told = said(&ran.err);
    assert!(
        told.contains("1 card had bold") && told.contains("1 card: a side is only a formula"),
        "{told}"
    );
    assert!(told.contains("1 card left out") && told.contains("Tur"), "{told}");
    // The same again: what was left out is still left out, and needs no list.
    let ran = world.run(&["import", &file]).ended(1);
    let told = said(&ran.err);
    assert!(!told.contains("bold") && !told.contains("formula"), "{told}");
    assert!(
        told.contains("1 card left out") && !told.contains("Tur"),
        "{told}"
    );
    let ran = world.run(&["import", &file, "--json"]).ended(1);
    let json = ran.json().pop().unwrap();
    assert_eq!(
        (
            json["styles_lost"].as_u64(),
            json["remarks"].as_array().unwrap().len()
        ),
        (Some(0), 1)
    );
    // Another that is left out, and nothing else is new: only that one is named.
    let second = format!("{head}{first}e\tOron\t\n");
    let file = world.file("lakes.txt", second);
    let ran = world.run(&["import", &file]).ended(1);
    assert!(
        said(&ran.err).contains("2 cards left out: the back has no answer line 9 Oron and 1 named before")
            && !ran.err.contains("Tur"),
        "{}",
        ran.err
    );
    let ran = world.run(&["import", &file]).ended(1);
    assert!(!ran.err.contains("Oron"), "{}", ran.err);
    // One that is new: only that one is counted.
    let more = format!("{head}{first}d\tWhich <b>town</b>?\tVelk\n");
    let ran = world.run(&["import", &world.file("lakes.txt", more)]).ended(1);
    let told = said(&ran.err);
    assert!(
        told.contains("1 card had bold") && !told.contains("formula"),
        "{told}"
    );
    let other = format!("{head}{}", first.replace("lake", "deep lake"));
    let ran = world.run(&["import", &world.file("lakes.txt", other)]).ended(1);
    assert!(said(&ran.err).contains("1 card had bold"), "{}", ran.err);
}

#[test]
fn code_keeps_its_lines_and_their_indentation_on_the_screen() {
    let world = World::new();
    let file = world.file(
        "code.txt",
        "#separator:tab\n#html:true\n#notetype:Basic\n#deck:Code\n\
         <pre><code>for i in x:<br>    if i:<br>        print(i)</code></pre>What lang?\t\
         Python:<br>&nbsp;&nbsp;&nbsp;&nbsp;it has blanks\n",
    );
    world.run(&["import", &file]).ended(0);
    let id = world.run(&["find", "deck:code", "--json"]).ended(0).json()[0]["id"].clone();
    let shown = world.run(&["show", id.as_str().unwrap()]).ended(0).out;
    let question = "for i in x:\n    if i:\n        print(i)\nWhat lang?\n";
    assert!(shown.contains(question), "{shown}");
    assert!(
        shown.contains("Answer: Python:\n      it has blanks\n"),
        "{shown}"
    );
    let ran = world
        .run_with(&["review", "--plain", "deck:code"], "\n3\n")
        .ended(0);
    assert!(ran.out.contains(question), "{}", ran.out);
    assert!(ran.out.contains("Python:\n      it has blanks\n"), "{}", ran.out);
    let found = world.run(&["find", "deck:code"]).ended(0).out;
    assert_eq!(found.lines().count(), 1, "{found}");
    let paper = world.path("paper.html").display().to_string();
    world
        .run(&["paper", "deck:code", "-n", "1", "--written", "-o", &paper])
        .ended(0);
    let paper = std::fs::read_to_string(paper).unwrap();
    assert!(paper.contains("\n    if i:\n        print(i)\n"), "{paper}");
    assert!(paper.contains(".text { margin: 0 0 1.5mm; overflow-wrap: anywhere; white-space: pre-wrap; }"));
}
