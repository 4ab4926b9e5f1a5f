//! `import` of Anki's text files: what they do not say is told, and changes nothing that a package said better.

use super::anki_again::told;
use super::anki_import::altered;
use super::anki_import::deck;
use super::anki_import::package;
use super::anki_otherwise::LAKES;
use super::anki_otherwise::exported;
use super::world::World;

#[test]
fn a_new_card_of_a_note_goes_where_its_siblings_are() {
    let world = World::new();
    let text = |deck: &str, words: &str| {
        let head = "#separator:tab\n#notetype:Cloze\n#guid column:1\n";
        world.file("med.txt", format!("{head}#deck:{deck}\ng1\t{words}\n"))
    };
    world
        .run(&["import", &text("Med", "{{c1::Insulin}} is a hormone.")])
        .ended(0);
    let renamed = text("Medicine", "{{c1::Insulin}} is a {{c2::hormone}}.");
    let ran = world.run(&["import", &renamed]).ended(0);
    assert!(
        told(&ran.out).contains("1 new card, 1 changed, deck med") || ran.out.contains("deck med"),
        "{}",
        ran.out
    );
    assert!(!world.home().join("decks/medicine.toml").exists(), "{}", ran.out);
    let found = world.run(&["find", "deck:med", "--json"]).ended(0);
    assert_eq!(found.json().len(), 2);
}

#[test]
fn note_types_that_a_text_does_not_describe_are_named() {
    let world = World::new();
    let head = "#separator:tab\n#notetype column:2\n#guid column:1\n#deck:Words\n";
    let rows = "g1\tBasic (optional reversed card)\twindow\tla ventana\ty\n\
                g2\tBasic (optional reversed card)\tdoor\tla puerta\t\n\
                g3\tVocab\tqala\tcity\tAlmaty\n";
    let file = world.file("words.txt", format!("{head}{rows}"));
    let ran = world.run(&["import", &file]).ended(0);
    assert!(
        told(&ran.err).contains("does not say which cards these note types make: Vocab."),
        "{}",
        ran.err
    );
    let found = world.run(&["find", "deck:words", "--json"]).ended(0).json();
    let said: Vec<(&str, &str)> = found
        .iter()
        .map(|card| (card["stem"].as_str().unwrap(), card["key"].as_str().unwrap()))
        .collect();
    assert!(
        said.contains(&("la ventana", "window")) && said.len() == 4,
        "{said:?}"
    );
    assert!(found.iter().all(|card| card["explanation"] != "y"), "{found:?}");
    let ran = world.run(&["import", &file]).ended(0);
    assert!(!told(&ran.err).contains("Vocab"), "told once: {}", ran.err);
}

#[test]
fn a_text_leaves_cards_of_a_package_alone_whose_making_it_does_not_know() {
    let world = World::new();
    world
        .run(&["import", &package(&world, "Which lake is the deepest?", 0)])
        .ended(1);
    let head = "#separator:tab\n#guid column:1\n#deck:Oron::Lakes\n";
    let other = format!("{head}#notetype:My lakes\none\tWhich lake is the deepest?\ta map\tLake Sary\n");
    let file = world.file("lakes.txt", other);
    for _ in 0..2 {
        let ran = world.run(&["import", &file]).ended(0);
        assert!(
            told(&ran.err).contains("1 card came in a package before"),
            "{}",
            ran.err
        );
        assert!(deck(&world).contains("key = \"Lake Sary\""), "{}", deck(&world));
    }
    // A note type that every collection has is known.
    let basic = format!("{head}#notetype:Basic\none\tWhich lake is the deepest?\tLake Sary Kol\n");
    world.run(&["import", &world.file("lakes.txt", basic)]).ended(0);
    let now = deck(&world);
    assert!(
        now.contains("Lake Sary Kol") && now.contains("\"water\""),
        "{now}"
    );
}

#[test]
fn a_text_without_note_types_or_markup_leaves_cards_of_a_package_alone() {
    let world = World::new();
    world
        .run(&["import", &package(&world, "Which lake is the deepest?", 0)])
        .ended(1);
    let before = deck(&world);
    let row = "#guid column:1\n#deck:Oron::Lakes\ntwo\tA flag:\tanother\n";
    for head in [
        "#separator:tab\n",
        "#separator:tab\n#html:false\n#notetype:Basic\n",
    ] {
        let file = world.file("lakes.txt", format!("{head}{row}"));
        let ran = world.run(&["import", &file]).ended(0);
        assert!(
            told(&ran.err).contains("1 card came in a package before"),
            "{}",
            ran.err
        );
        assert_eq!(deck(&world), before);
    }
}

#[test]
fn a_text_does_not_say_which_card_is_left_of_a_note_that_got_another_type() {
    let world = World::new();
    let both = "UPDATE col SET models = json_insert(models, '$.1.tmpls[1]', json('{\"name\": \"Card 2\", \"ord\": 1, \
        \"qfmt\": \"{{Back}}\", \"afmt\": \"{{Front}}\"}'));
        INSERT INTO cards VALUES (11, 1, 1, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, '');";
    world.run(&["import", &altered(&world, "sun", both)]).ended(1);
    let one =
        "UPDATE col SET mod = mod + 1000, models = json_insert(models, '$.3', json_extract(models, '$.1'));
        DELETE FROM revlog; DELETE FROM cards WHERE id = 10;
        INSERT INTO cards VALUES (11, 1, 1, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, '');
        UPDATE notes SET mid = 3, mod = mod + 1, flds = 'Lake Sary' || char(31) || 'sun' WHERE id = 1;";
    world.run(&["import", &altered(&world, "sun", one)]).ended(1);
    let before = deck(&world);
    assert!(
        before.contains("stem = \"sun\"") && before.contains("stem = \"Lake Sary\""),
        "{before}"
    );
    let text = "#separator:tab\n#guid column:1\n#deck:Oron::Lakes\n#notetype:Basic\none\tLake Sary\tsun\n";
    let ran = world.run(&["import", &world.file("lakes.txt", text)]).ended(0);
    assert!(
        told(&ran.err).contains("1 card came in a package before"),
        "{} {}",
        ran.out,
        ran.err
    );
    assert_eq!(deck(&world), before);
}

#[test]
fn a_text_with_names_and_no_note_types_doubles_no_card_of_ones_own() {
    let world = World::new();
    world.deck("lakes", LAKES);
    let connection = exported(&world);
    let mut rows = connection.prepare("SELECT guid, flds FROM notes").unwrap();
    let rows = rows.query_map([], |row| {
        let fields: String = row.get(1)?;
        Ok(format!(
            "{}\tLakes\t{}\n",
            row.get::<_, String>(0)?,
            fields.replace('\u{1f}', "\t")
        ))
    });
    let rows: String = rows.unwrap().map(Result::unwrap).collect();
    let head = "#separator:tab\n#html:true\n#guid column:1\n#deck column:2\n";
    let file = world.file("lakes.txt", format!("{head}{rows}"));
    let ran = world.run(&["import", &file]).ended(0);
    assert!(ran.out.contains("2 cards of your own recognised"), "{}", ran.out);
    assert_eq!(
        world.run(&["find", "deck:lakes", "--json"]).ended(0).json().len(),
        2
    );
}

#[test]
fn a_text_of_cards_as_shown_is_refused_and_cards_that_are_here_do_not_come_twice() {
    let world = World::new();
    let shown = "#separator:tab\n#html:true\nsu\twater\nwater\tsu\not\tfire\nfire\tot\n";
    let file = world.file("cards.txt", shown);
    let ran = world.run(&["import", &file]).ended(3);
    let err = told(&ran.err);
    assert!(
        err.contains("cards as Anki shows them")
            && err.contains("Notes in Plain Text")
            && err.contains(".apkg"),
        "{err}"
    );
    world.run(&["import", &file, "--deck", "Words"]).ended(0);
    assert_eq!(
        world.run(&["find", "deck:words", "--json"]).ended(0).json().len(),
        4
    );
    let notes = world.file("notes.txt", "#separator:tab\n#html:true\nsu\twater\njer\tearth\n");
    let ran = world.run(&["import", &notes]).ended(0);
    assert!(
        told(&ran.err)
            .contains("1 card is here already with the same words and not taken twice: 1 in words."),
        "{}",
        ran.err
    );
    assert_eq!(
        world.run(&["find", "deck:notes", "--json"]).ended(0).json().len(),
        1
    );
}

#[test]
fn tables_and_lists_are_told_to_be_lines() {
    let world = World::new();
    let file = world.file(
        "gases.txt",
        "#separator:tab\n#html:true\n#notetype:Basic\n#deck:Gases\nWhich?\t<ul><li>He</li><li>Ne</li></ul>\n",
    );
    let ran = world.run(&["import", &file]).ended(0);
    assert!(
        told(&ran.err).contains("1 card had a table or a list, which a card here keeps as lines"),
        "{}",
        ran.err
    );
}

#[test]
fn taking_back_names_a_card_from_anki_by_its_question() {
    let world = World::new();
    let file = world.file(
        "words.txt",
        "#separator:tab\n#notetype:Basic\n#deck:Words\nsu\twater\n",
    );
    world.run(&["import", &file]).ended(0);
    world.run_with(&["review", "deck:words", "--plain"], "\n1\nq\n");
    let ran = world.run(&["undo"]).ended(0);
    assert!(ran.out.contains("Taken back: Again of “su”."), "{}", ran.out);
}

#[test]
fn words_of_ankis_search_that_mean_nothing_here_are_refused() {
    let world = World::new();
    let ran = world.run(&["find", "has-cd:x"]).ended(2);
    assert!(
        told(&ran.err).contains("`has-cd:` means nothing here"),
        "{}",
        ran.err
    );
    let ran = world.run(&["find", "my_field:x"]).ended(2);
    assert!(
        told(&ran.err).contains("`my_field:` is no search word"),
        "{}",
        ran.err
    );
}

#[test]
fn the_filtered_deck_that_a_card_visits_is_no_move() {
    let world = World::new();
    let text = |visits: &str| {
        let head = "#separator:tab\n#notetype:Basic\n#guid column:1\n#deck column:2\n";
        let rows =
            format!("g1\tLakes\tDeepest?\tSary\ng2\t{visits}\tWidest?\tOron\ng3\tLakes\tColdest?\tTur\n");
        world.file("notes.txt", format!("{head}{rows}"))
    };
    world.run(&["import", &text("Lakes")]).ended(0);
    let ran = world.run(&["import", &text("Cram history")]).ended(0);
    assert!(!ran.err.contains("another deck"), "{}", ran.err);
    let found = world.run(&["find", "deck:lakes", "--json"]).ended(0);
    assert_eq!(found.json().len(), 3, "{}", found.out);
}

#[test]
fn a_text_without_names_knows_a_gap_of_several_words_by_them() {
    let world = World::new();
    let line = "In {{c1::1465}} {{c2::Kerei::khan 1}} and {{c2::Janibek::khan 2}} founded it.\t";
    let head = "#separator:tab\n#html:true\n#notetype:Cloze\n";
    let named = format!("{head}#guid column:1\n#deck:History\ng1\t{line}\n");
    let ran = world.run(&["import", &world.file("named.txt", named)]).ended(0);
    assert!(ran.out.contains("2 new cards"), "{}", ran.out);
    let bare = world.file("min.txt", format!("#separator:tab\n#html:false\n{line}\n"));
    let ran = world.run(&["import", &bare]).ended(0);
    assert!(
        !ran.out.contains("new card") && ran.err.contains("2 cards are here already"),
        "{} {}",
        ran.out,
        ran.err
    );
}
