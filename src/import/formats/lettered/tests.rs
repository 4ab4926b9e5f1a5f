//! Questions with lettered options: what is read of them, and what is named with its line.

use super::Lettered;
use crate::import::{Format, Options};

/// Each question as `stem | key | wrong, wrong`, then the problems.
pub(super) fn read(text: &str) -> Vec<String> {
    let imported = Lettered.read(text.as_bytes(), &Options::default()).unwrap();
    let items = imported.decks.iter().flat_map(|deck| &deck.items);
    let items = items.map(|item| {
        let wrong: Vec<&str> = item.distractors.iter().map(|wrong| wrong.text.as_str()).collect();
        format!("{} | {} | {}", item.stem, item.key, wrong.join(", "))
    });
    items
        .chain(imported.problems.iter().map(ToString::to_string))
        .collect()
}

#[test]
fn aiken_is_read() {
    let text = "Which lake is deepest?\nA. Oron\nB. Velk\nC. Sary\nANSWER: B\n\nIt froze.\nA. True\nB. False\nANSWER: A\n";
    assert_eq!(
        read(text),
        [
            "Which lake is deepest? | Velk | Oron, Sary",
            "It froze. | true | "
        ]
    );
}

#[test]
fn a_teachers_own_questions_are_read() {
    let text = "Lakes, a test\n\n1. Which lake\nis deepest?\na) Oron\n*b) Velk\nc) Sary\n\n2) In which year?\n   A) 1911\n   B) 1912 ✓\n   C) 1913\n";
    let found = read(text);
    assert_eq!(
        found,
        [
            "Which lake is deepest? | Velk | Oron, Sary",
            "In which year? | 1912 | 1911, 1913"
        ]
    );
}

#[test]
fn a_key_at_the_end_is_read() {
    let text = "1. One?\nA) a1\nB) b1\nC) c1\n2. Two?\nA) a2\nB) b2\nC) c2\n\nAnswers: 1-C, 2. A\n";
    assert_eq!(read(text), ["One? | c1 | a1, b1", "Two? | a2 | b2, c2"]);
    let below = "1. One?\nА) а1\nБ) б1\nВ) в1\n\nОтветы\n1. Б\n";
    assert_eq!(read(below), ["One? | б1 | а1, в1"]);
}

#[test]
fn what_has_no_key_or_two_is_named_with_its_line() {
    let text = "One?\nA. a\nB. b\nC. c\n\nTwo?\n*A. a\n*B. b\nC. c\n\nThree?\nA. a\nB. b\nANSWER: A\n";
    assert_eq!(
        read(text),
        [
            "Three? | a | ",
            "line 1: no right option is marked",
            "line 6: several options are right at once",
            "line 11: one wrong option is too few; it is asked without options",
        ]
    );
}

#[test]
fn options_in_one_line_are_read() {
    let text = "1. Which lake is deepest? A) Oron B) Velk *C) Sary\n2. Which river?\nA) Tur B) Ana\nC) Bel D) Cheg\nAnswer: D\n\
                3. What did the U.S. Army and A. B. Rahman do?\na. left b. stayed ✓ c. came\n";
    assert_eq!(
        read(text),
        [
            "Which lake is deepest? | Sary | Oron, Velk",
            "Which river? | Cheg | Tur, Ana, Bel",
            "What did the U.S. Army and A. B. Rahman do? | stayed | left, came",
        ]
    );
}

#[test]
fn an_option_may_run_over_lines() {
    let text = "1. Which?\nA) the one that lies\nin the north\nB) the other\n*C) none\nof them\n2. What?\na) x\nb) y ✓\nc) z\n";
    assert_eq!(
        read(text),
        [
            "Which? | none of them | the one that lies in the north, the other",
            "What? | y | x, z",
            "line 6: `of them` is read as words of the option above it"
        ]
    );
    // Without numbers a line before an A is a question.
    let text = "One?\nA. a\n*B. b\nC. c\nTwo is\nlonger?\nA. d\n*B. e\nC. f\n";
    assert_eq!(read(text), ["One? | b | a, c", "Two is longer? | e | d, f"]);
}

#[test]
fn a_key_in_one_row_is_read() {
    let text = "1. One?\nA) a1\nB) b1\nC) c1\n2. Two?\nA) a2\nB) b2\nC) c2\n\nKey: CA\n";
    assert_eq!(read(text), ["One? | c1 | a1, b1", "Two? | a2 | b2, c2"]);
    assert_eq!(read(&text.replace("Key: CA", "Answers:\nC A")), read(text));
}

/// Two questions without answers.
pub(super) const TWO: &str = "1. One?\nA) a1\nB) b1\nC) c1\n2. Two?\nA) a2\nB) b2\nC) c2\n";

#[test]
fn text_below_the_list_of_keys_is_no_part_of_an_option() {
    let wanted = ["One? | b1 | a1, c1", "Two? | c2 | a2, b2"];
    for list in [
        "Answers\n1 – B, 2 – C\nPage 3\n",
        "Answers\n1 – B\nPage 3\n2 – C\n",
        "Key: 1-B, 2-C\nGood luck\n",
    ] {
        assert_eq!(read(&format!("{TWO}\n{list}")), wanted, "{list}");
        let more = format!("{TWO}\n{list}Part two\n3. Three?\nA) a3\n*B) b3\nC) c3\n");
        if !list.contains("3\n2") {
            let found = read(&more);
            assert_eq!(found[..2], wanted, "{more}");
            assert_eq!(found[2..], ["Three? | b3 | a3, c3"], "{more}");
        }
    }
}

#[test]
fn keys_among_other_words_of_the_list_are_read() {
    for list in [
        "Answers:\nQuestion 1: B\nQuestion 2: C\n",
        "Answers\n1 B 1 point\n2 C 2 points\n",
        "Answer key\nPart one: 1. B 2. C\n",
        "Ответы\nВопрос 1 – B\nВопрос 2 – C\n",
    ] {
        assert_eq!(
            read(&format!("{TWO}\n{list}")),
            ["One? | b1 | a1, c1", "Two? | c2 | a2, b2"],
            "{list}"
        );
    }
    let open = format!("{TWO}\nKey: 1-B, 2-C\n3. A river flows where?\n");
    assert_eq!(read(&open)[2], "line 11: no lettered options follow it");
}

#[test]
fn an_option_of_a_comma_alone_is_kept() {
    let text = "1. Which sign is it?\nA) ,\n*B) one,\nC) two\n";
    assert_eq!(read(text), ["Which sign is it? | one | ,, two"]);
}

#[test]
fn kazakh_letters_have_their_own_order() {
    let text = "1. Қай жылы?\nА) 1991\nӘ) 1995\nБ) 1997\nВ) 2001\nЖауабы: Б\n";
    assert_eq!(read(text), ["Қай жылы? | 1997 | 1991, 1995, 2001"]);
}

#[test]
fn a_key_in_front_and_what_has_no_options_are_told() {
    let text = "Key: 1b 3d\n\n1. Which lake is it?\na) a\nb) b\nc) c\n2. What is there to write?\n3. Which sea?\na) a\nb) b\nc) c\n";
    assert_eq!(
        read(text),
        [
            "Which lake is it? | b | a, c",
            "line 7: no lettered options follow it",
            "line 8: the answer `d` is none of its options",
        ]
    );
}

#[test]
fn running_text_is_no_question() {
    assert!(!Lettered.looks_like("U.S. forces came.\nA. B. Rahman wrote.\n"));
    assert!(Lettered.looks_like("Which?\nA. one\nB. two\n"));
    assert!(Lettered.read(b"Just text.\n", &Options::default()).is_err());
}

/// A question with three options, and below it what is given.
fn below(answer: &str) -> Vec<String> {
    read(&format!(
        "1. Who?\na) one\nb) two\nc) A. B. Three\n{answer}\n\n2. Next?\na) x\n*b) y\nc) z\n"
    ))
}

#[test]
fn an_answer_below_is_read_in_many_ways() {
    let first = "Who? | one | two, A. B. Three";
    let second = "Who? | two | one, A. B. Three";
    for (answer, wanted) in [
        ("Answer: B", second),
        ("Answer - b", second),
        ("Right answer – b.", second),
        ("Answer: b) two", second),
        ("Answer: A. one", first),
        ("Answer: A. See page 5", first),
        ("Answer: two", second),
        ("Answer:\nb", second),
        ("Answer:\nb) two", second),
        ("Answers: B) two", second),
        ("Key: (b)", second),
        ("Ответ - а", first),
        ("Ответ-а", first),
        ("Правильный ответ а", first),
        ("Ответы: А", first),
        ("Ответ: В", second),
        ("Дұрыс жауабы: а", first),
        ("Answer: A. B. Three", "Who? | A. B. Three | one, two"),
        ("Ответ: с", "Who? | A. B. Three | one, two"),
    ] {
        assert_eq!(below(answer), [wanted, "Next? | y | x, z"], "{answer}");
    }
}

#[test]
fn an_answer_that_is_not_understood_is_named_with_its_line_and_is_no_part_of_an_option() {
    for (answer, told) in [
        ("Answer: A, B", "two right answers"),
        ("Answer: A and B", "two right answers"),
        ("Answer: a - b", "two right answers"),
        ("Answer: A B", "two right answers"),
        ("Answer: see below", "is expected"),
        ("Ответ дан в конце", "is expected"),
        ("Answer: A. two", "those of `b`"),
        ("Answer: d", "none of its options"),
        ("Answer:", "no letter"),
    ] {
        let found = below(answer);
        assert_eq!(found[0], "Next? | y | x, z", "{answer}: {found:?}");
        assert!(
            found.len() == 2 && found[1].starts_with("line 5: ") && found[1].contains(told),
            "{answer}: {found:?}"
        );
    }
}

#[test]
fn an_answer_behind_options_in_one_line_is_read() {
    let wanted = ["Who? | два | раз, три"];
    assert_eq!(read("1. Who? а) раз б) два в) три\nОтветы: Б\n"), wanted);
    assert_eq!(read("1. Who? а) раз б) два в) три Ответы: Б\n"), wanted);
    assert_eq!(read("1. Who?\nа) раз\nб) два\nв) три Ответ - б\n"), wanted);
    assert_eq!(
        read("1. Who?\na) the answer to it\n*b) two\nc) three\n"),
        ["Who? | two | the answer to it, three"]
    );
}

#[test]
fn a_question_may_begin_with_the_word_answer() {
    let text = "One?\nA. a\n*B. b\nC. c\nKey events: which?\nA. d\n*B. e\nC. f\nAnswer truly - who?\nA. g\n*B. h\nC. i\n";
    assert_eq!(
        read(text),
        [
            "One? | b | a, c",
            "Key events: which? | e | d, f",
            "Answer truly - who? | h | g, i"
        ]
    );
}

#[test]
fn a_question_with_its_options_in_one_line_does_not_make_the_answer_above_a_text() {
    let text = "1. One?\na) a\nb) b\nc) c\nAnswer: A, B\n2. Two? a) d *b) e c) f\n";
    let found = read(text);
    assert_eq!(found[0], "Two? | e | d, f");
    assert!(
        found[1].starts_with("line 5: `A, B` are two right answers"),
        "{found:?}"
    );
}

#[test]
fn a_plus_in_front_is_a_tick_and_one_behind_is_not() {
    let text = "1. Which?\na) C\nb) C++\n+c) Rust\n";
    assert_eq!(read(text), ["Which? | Rust | C, C++"]);
}

#[test]
fn blanks_before_the_dot_and_semicolons_behind_options_are_no_text() {
    let text = "4 . Кто?\nа) Колбин;\nб) Кунаев;\nв) Назарбаев.\nОтвет: а\n5. Who?\nA) J. F. K.\n*B) M. L. K.\nC) no; none\n";
    assert_eq!(
        read(text),
        [
            "Кто? | Колбин | Кунаев, Назарбаев",
            "Who? | M. L. K. | J. F. K., no; none"
        ]
    );
}

#[test]
fn options_with_a_dash_or_a_number_are_read_where_it_is_sure() {
    let text = "1. Столица?\nA - Алматы\nB - Астана\nC - Семей\nОтвет: B\n\n2. Which?\n1) one\n2) two\n3) three\nAnswer: 2\n";
    assert!(Lettered.looks_like(text));
    assert_eq!(
        read(text),
        ["Столица? | Астана | Алматы, Семей", "Which? | two | one, three"]
    );
    let law = "1. The state shall:\n1) protect the people;\n2) serve them.\n\n2. More.\n";
    assert!(!Lettered.looks_like(law));
    let questions = "1) Who?\nA) a\n*B) b\nC) c\n2) Which?\nA) d\n*B) e\nC) f\n";
    assert_eq!(read(questions), ["Who? | b | a, c", "Which? | e | d, f"]);
}

#[test]
fn no_text_of_an_option_is_lost_where_it_begins_like_an_answer() {
    for word in [
        "key fits",
        "The answer is long",
        "Ответ на письмо",
        "Ключ от дома",
    ] {
        let text = format!("1. Which?\n*a) the one whose\n{word}\nb) none\nc) both\n");
        let wanted = [format!("Which? | the one whose {word} | none, both")];
        assert_eq!(read(&text), wanted);
        assert_eq!(
            read(&format!("{}Answer: a\n", text.replace('*', ""))),
            wanted,
            "{word}"
        );
        // Below the last option it may be an answer as well.
        for (tick, answer) in [("*", ""), ("", "Answer: a\n"), ("", "\nKey: 1a\n")] {
            let text = format!(
                "1. Which?\n{tick}a) none\nb) both\nc) the one whose\n{word}\n{answer}2. Who of them?\na) x\n*b) y\nc) z\n"
            );
            let found = read(&text);
            assert_eq!(found[0], "Who of them? | y | x, z", "{found:?}");
            let told = format!("line 5: `{word}` is not understood");
            assert!(found.len() == 2 && found[1].starts_with(&told), "{found:?}");
        }
    }
}

#[test]
fn letters_below_a_question_are_the_list_of_all_only_behind_the_last() {
    let two = "1. One?\na) a1\nb) b1\nc) c1\n2. Two?\na) a2\nb) b2\nc) c2\nAnswer: AB\n";
    assert_eq!(read(two), ["One? | a1 | b1, c1", "Two? | b2 | a2, c2"]);
    let found = read(&format!("{two}3. Three?\na) a3\n*b) b3\nc) c3\n"));
    assert_eq!(found[0], "Three? | b3 | a3, c3");
    assert_eq!(found[1], "line 1: no right option is marked");
    assert!(
        found.len() == 3 && found[2].starts_with("line 9: `AB` are two right answers"),
        "{found:?}"
    );
}

#[test]
fn a_tick_before_the_sign_that_parts_options_is_a_tick() {
    let wanted = ["Which? | Velk | Oron, Sary"];
    for text in [
        "1. Which?\na) Oron;\nb) Velk ✓;\nc) Sary.\n",
        "1. Which?\na) Oron,\nb) Velk*,\nc) Sary\n",
        "1. Which? a) Oron; b) Velk ✓; c) Sary\n",
        "1. Which? a) Oron | *b) Velk | c) Sary\n",
        "1. Which? a) Oron|b) Velk ✓|c) Sary\n",
        "1. Which?\na) Oron / b) Velk* / c) Sary\n",
        "1. Which?\na) Oron, b) Velk ✓, c) Sary\n",
    ] {
        assert_eq!(read(text), wanted, "{text}");
    }
    let kept = "1. Which?\na) Oron, Velk, and more\n*b) 1/2\nc) C/C++\n";
    assert_eq!(read(kept), ["Which? | 1/2 | Oron, Velk, and more, C/C++"]);
}

#[test]
fn a_line_that_only_parts_is_no_text() {
    for rule in ["-----", "* * *", "———", "==========", "____________"] {
        let text =
            format!("1. One?\n*a) a\n{rule}\nb) b\nc) c\n{rule}\n2. Two?\na) d\n*b) e\nc) f\n{rule}\n");
        assert_eq!(read(&text), ["One? | a | b, c", "Two? | e | d, f"], "{rule}");
    }
    let gap = "1. The lake is\n___\na) a\n*b) b\nc) c\n";
    assert_eq!(read(gap), ["The lake is ___ | b | a, c"]);
}

#[test]
fn a_list_of_keys_stands_before_the_questions_in_every_form_it_has_behind_them() {
    let wanted = [
        "Who? | a1 | b1, c1",
        "What is it? | c2 | a2, b2",
        "Why? | b3 | a3, c3",
    ];
    let questions = "1. Who?\nA) a1\nB) b1\nC) c1\n\n2. What is it?\nA) a2\nB) b2\nC) c2\n\n3. Why?\nA) a3\nB) b3\nC) c3\n";
    for list in [
        "Key: 1-A, 2-C, 3-B\n",
        "Key: ACB\n",
        "Answers\n1. A 2. C 3. B\n",
        "Answers:\n1) a; 2) c; 3) b\n",
        "Ответы\n1. A\n2. C\n3. B\n",
        "Answers:\n1. A) a1\n2. C) the words of it\n3. B - b3\n",
        "Жауаптар:\nA C B\n",
    ] {
        assert_eq!(read(&format!("{list}\n{questions}")), wanted, "{list}");
        assert_eq!(read(&format!("{questions}\n{list}")), wanted, "{list}");
        assert_eq!(
            read(&format!(
                "{list}\nLakes, a test\n\n{questions}\nGood luck to you\n"
            )),
            wanted,
            "{list}"
        );
        let bare = questions.replace("1. ", "").replace("2. ", "").replace("3. ", "");
        assert_eq!(read(&format!("{list}\n{bare}")), wanted, "without numbers {list}");
    }
}

#[test]
fn a_sum_behind_a_list_of_keys_is_a_question() {
    let text = "Key: 1-B, 2-A, 3-B\n1. 2 + 2 = ?\nA) 3\nB) 4\nC) 5\n\n2. 15 : 3\nA) 5\nB) 6\nC) 7\n\n\
                3. x = 2, x·x ?\nA) 2\nB) 4\nC) 8\n";
    let wanted = [
        "2 + 2 = ? | 4 | 3, 5",
        "15 : 3 | 5 | 6, 7",
        "x = 2, x·x ? | 4 | 2, 8",
    ];
    assert_eq!(read(text), wanted);
    let text = "Which?\nA) Oron\nB) Velk\nC) Sary\n\nWho?\nA) Ann\nB) Bo\nC) Cai\n\n";
    for keys in [
        "Key:\n1=B 2=A",
        "Key\n1 2\nB A",
        "Key\n1. B\n2. A) x + 2 = 5",
        "Key\n1) b; 2) a",
    ] {
        let wanted = ["Which? | Velk | Oron, Sary", "Who? | Ann | Bo, Cai"];
        assert_eq!(read(&format!("{text}{keys}\n")), wanted, "{keys}");
    }
}
