//! `import` of Anki's text files: what they do not say is told, and changes nothing that a package said better.

use super::anki_again::told;
use super::world::World;

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
