//! One test in the many shapes that teachers give it: each is read in full, and two right answers are told in each.

use super::Lettered;
use super::tests::read;
use crate::import::Format;

const NUMBERS: [&str; 16] = [
    "# ",
    "#. ",
    "#.",
    "#) ",
    "#)",
    "# . ",
    "№# ",
    "№#. ",
    "№#.",
    "№ #. ",
    "№#)",
    "Вопрос #. ",
    "Вопрос #.",
    "#-сұрақ. ",
    "#-сұрақ.",
    "# вопрос. ",
];

const OPTIONS: [&str; 6] = ["@) ", "@)", "@. ", "@.", "@ ) ", "(@) "];

pub(super) const ALPHABETS: [&str; 4] = ["ABCD", "АБВГ", "АВСД", "АӘБВ"];

const STEMS: [&str; 3] = [
    "Кто был первым ханом?",
    "Где стояла ставка?",
    "Когда было основано ханство?",
];

const TEXTS: [[&str; 4]; 3] = [
    ["Керей", "Жәнібек", "Қасым хан", "Тауке"],
    ["Отырар", "Сығанақ", "Түркістан", "Тараз"],
    ["1456 жыл", "1465 жыл", "1480 жыл", "1500 жыл"],
];

/// The questions, each with its right option.
pub(super) fn wanted() -> Vec<String> {
    [1, 2, 0]
        .iter()
        .zip(STEMS)
        .zip(TEXTS)
        .map(|((right, stem), texts)| {
            let wrong = texts.iter().enumerate().filter(|(place, _)| place != right);
            let wrong: Vec<&str> = wrong.map(|(_, text)| *text).collect();
            format!("{stem} | {} | {}", texts[*right], wrong.join(", "))
        })
        .collect()
}

/// The questions without their answers, or each with a line of its own below it.
pub(super) fn questions(number: &str, option: &str, alphabet: &str, answer: Option<&str>) -> String {
    let mut text = String::new();
    for (at, right) in [1, 2, 0].into_iter().enumerate() {
        text += &format!("{}{}\n", number.replace('#', &(at + 1).to_string()), STEMS[at]);
        let letters: Vec<char> = alphabet.chars().collect();
        for (letter, words) in letters.iter().zip(TEXTS[at]) {
            text += &format!("{}{words}\n", option.replace('@', &letter.to_string()));
        }
        if let Some(answer) = answer {
            let answer = answer.replace('@', &letters[right].to_string());
            text += &format!("{}\n", answer.replace('#', TEXTS[at][right]));
        }
    }
    text
}

#[test]
fn numbers_and_letters_are_typed_in_many_ways() {
    for number in NUMBERS {
        for option in OPTIONS {
            for alphabet in ALPHABETS {
                let letters: Vec<char> = alphabet.chars().collect();
                let list = format!("ОТВЕТЫ\n1.{}\n2.{}\n3.{}\n", letters[1], letters[2], letters[0]);
                let text = questions(number, option, alphabet, None) + &list;
                assert!(Lettered.looks_like(&text), "{text}");
                assert_eq!(read(&text), wanted(), "{text}");
            }
        }
    }
}

#[test]
fn lists_of_keys_are_written_in_many_ways() {
    for alphabet in ALPHABETS {
        let letters: Vec<String> = alphabet.chars().map(String::from).collect();
        let fill = |list: &str| {
            let list = list.replace("<1>", &letters[1]);
            list.replace("<2>", &letters[2]).replace("<3>", &letters[0])
        };
        for list in [
            "Ответы: 1-<1>, 2-<2>, 3-<3>",
            "Ответы: 1<1> 2<2> 3<3>",
            "Ответы 1-<1> 2-<2> 3-<3>",
            "Ответы. 1<1>, 2<2>, 3<3>",
            "Ответы — 1<1>, 2<2>, 3<3>",
            "Ответы (ключ): 1<1> 2<2> 3<3>",
            "Жауаптары 1<1> 2<2> 3<3>",
            "Answers 1<1> 2<2> 3<3>",
            "Ключи:\n1) <1>; 2) <2>; 3) <3>",
            "Ключ\n1 | <1>\n2 | <2>\n3 | <3>",
            "Ключ\n1 | 2 | 3\n<1> | <2> | <3>",
            "Ключ\n№ | Ответ\n1 | <1>\n2 | <2>\n3 | <3>",
            "Ключ: 1-3 <1><2><3>",
            "Ответы: <1> <2> <3>",
            "Ключ <1><2><3>",
            "Жауаптары:\n1-сұрақ: <1>\n2-сұрақ: <2>\n3-сұрақ: <3>",
        ] {
            let text = questions("#. ", "@) ", alphabet, None) + &fill(list) + "\n";
            assert_eq!(read(&text), wanted(), "{text}");
        }
        for answer in [
            "Ответ: @",
            "Ответ: @)",
            "Ответ: @) #",
            "Ответ:@)#",
            "Дұрыс жауабы: @. #",
            "Жауабы - @",
            "Ответ: #",
        ] {
            for option in OPTIONS {
                let text = questions("#.", option, alphabet, Some(answer));
                assert_eq!(read(&text), wanted(), "{text}");
            }
        }
    }
}

#[test]
fn two_right_answers_in_a_list_are_told_in_each_of_its_shapes() {
    for two in [
        "2. A, C",
        "2-A,C",
        "2A и C",
        "2A және C",
        "2AC",
        "2) A/C",
        "2. A C",
        "2-A; C",
        "2. A + C",
    ] {
        for list in [
            format!("Ответы:\n1. B\n{two}\n3. A\n"),
            format!("Ответы: 1-B; {two}; 3-A\n"),
            format!("Ответы:\n1B, {two}, 3A\n"),
            format!("Ключ\n1 | B\n{two}\n3 | A\n"),
        ] {
            let found = read(&(questions("#. ", "@) ", "ABCD", None) + &list));
            assert_eq!(found[..2], [wanted()[0].as_str(), wanted()[2].as_str()], "{list}");
            assert!(
                found.len() == 3 && found[2].contains("several right answers for question 2, `a`, `c`"),
                "{list}{found:?}"
            );
        }
    }
}

#[test]
fn a_row_of_too_many_or_too_few_letters_is_not_used() {
    for row in ["B C,A A", "BCAA", "B C"] {
        let found = read(&(questions("#. ", "@) ", "ABCD", None) + "Ответы: " + row + "\n"));
        assert!(
            found.len() == 3 && found.iter().all(|line| line.contains("letters for 3 questions")),
            "{row}{found:?}"
        );
    }
    // The number of a question that has no options counts.
    let text = questions("#. ", "@) ", "ABCD", None) + "4. Почему?\n\nОтветы: BCAD\n";
    assert_eq!(read(&text)[..3], wanted());
}

#[test]
fn variants_in_one_list_are_told_apart_by_their_numbers() {
    let variants = |heading: [&str; 2]| {
        let one = "1. Кто?\nA) хан\nB) бий\nC) султан\n2. Где?\nA) степь\nB) горы\nC) лес\n";
        let two = "1. Что?\nA) юрта\nB) дом\nC) мост\n2. Куда?\nA) Орал\nB) Тараз\nC) Отырар\n";
        format!("{}\n{one}{}\n{two}", heading[0], heading[1])
    };
    let wanted = [
        "Кто? | хан | бий, султан",
        "Где? | степь | горы, лес",
        "Что? | мост | юрта, дом",
        "Куда? | Тараз | Орал, Отырар",
    ];
    for heading in [
        ["Нұсқа 1", "Нұсқа 2"],
        ["Вариант I", "Вариант II"],
        ["1-нұсқа", "2-нұсқа"],
    ] {
        for list in [
            "1-нұсқа: 1A 2A\n2-нұсқа: 1C 2B",
            "2-нұсқа: 1C 2B\n1-нұсқа: 1A 2A",
            "Вариант 1: 1-A, 2-A\nВариант 2: 1-C, 2-B",
            "II нұсқа\n1. C\n2. B\nI нұсқа\n1. A\n2. A",
        ] {
            let text = format!("{}\nЖауаптары:\n{list}\n", variants(heading));
            assert_eq!(read(&text), wanted, "{text}");
        }
        let found = read(&format!("{}\nЖауаптары:\n1-нұсқа: 1A 2A\n", variants(heading)));
        assert_eq!(found[..2], wanted[..2], "{found:?}");
        assert!(
            found[2].contains("no answer for question 1 of variant 2"),
            "{found:?}"
        );
    }
    // Nothing above tells which questions are of the variant that the list has first.
    let bare = variants(["", ""]);
    let found = read(&format!("{bare}\nЖауаптары:\n2-нұсқа: 1C 2B\n1-нұсқа: 1A 2A\n"));
    assert!(
        found.len() == 4 && found.iter().all(|line| line.contains("does not tell them apart")),
        "{found:?}"
    );
}

#[test]
fn a_list_without_a_key_that_is_understood_is_told() {
    let found = read(&(questions("#. ", "@) ", "ABCD", None) + "Ответы:\nсмотри стр. 40\n"));
    assert!(
        found
            .iter()
            .any(|line| line.starts_with("line 16: a list of keys begins here")),
        "{found:?}"
    );
}

#[test]
fn an_answer_with_the_words_of_its_option_is_one_though_they_are_one_sign() {
    let text = "1. Сколько?\nA) 1\nB) 2\nC) 3\n";
    for answer in ["B) 2", "B)2", "B. 2", "B - 2"] {
        assert_eq!(
            read(&format!("{text}Ответ: {answer}\n")),
            ["Сколько? | 2 | 1, 3"],
            "{answer}"
        );
    }
    let found = read(&format!("{text}Ответ: B)3\n"));
    assert!(found[0].contains("its words are those of `c`"), "{found:?}");
}

#[test]
fn numbered_statements_within_a_question_are_its_text() {
    for (number, statement) in [
        ("#. ", "#) "),
        ("#.", "#)"),
        ("#) ", "#. "),
        ("#. ", "#. "),
        ("#.", "#."),
        ("№#. ", "#. "),
    ] {
        for option in ["@) ", "@.", "@. "] {
            let question = |own: usize| {
                let head = number.replace('#', &own.to_string());
                let options = ["A", "B", "C"].map(|letter| option.replace('@', letter));
                let [one, two, three] =
                    [1, 2, 3].map(|place: usize| statement.replace('#', &place.to_string()));
                format!(
                    "{head}Расположите по порядку:\n{one}Битва\n{two}Съезд\n{three}Свод\n{}2, 3, 1\n{}1, 2, 3\n{}3, 1, 2\n",
                    options[0], options[1], options[2]
                )
            };
            let plain = format!(
                "{}Кто?\n{}хан\n{}бий\n{}султан\n",
                number.replace('#', "3"),
                option.replace('@', "A"),
                option.replace('@', "B"),
                option.replace('@', "C")
            );
            let text = format!("{}{}{plain}\nОтветы: 1A 2B 3C\n", question(1), question(2));
            let found = read(&text);
            assert_eq!(found.len(), 3, "{text}{found:?}");
            assert!(
                found[0].starts_with("Расположите по порядку: 1"),
                "{text}{found:?}"
            );
            assert!(
                found[0].ends_with("Свод | 2, 3, 1 | 1, 2, 3, 3, 1, 2"),
                "{text}{found:?}"
            );
            assert!(
                found[1].ends_with("Свод | 1, 2, 3 | 2, 3, 1, 3, 1, 2"),
                "{text}{found:?}"
            );
            assert_eq!(found[2], "Кто? | султан | хан, бий", "{text}");
        }
    }
    // Questions without options are no statements.
    let text = "1. Почему?\n2. Зачем?\n3. Кто?\nA) хан\n*B) бий\nC) султан\n";
    assert_eq!(read(text)[0], "Кто? | бий | хан, султан");
    let text = "9. Почему?\n\nВариант 2\n1. Зачем?\n2. Кто\nA) хан\n*B) бий\nC) султан\n";
    assert_eq!(read(text)[0], "Кто | бий | хан, султан");
}

#[test]
fn the_next_letter_at_the_beginning_of_a_line_is_the_next_option() {
    for last in ["А.Бөкейхан", "г.Семей", "(Булантинская)", "-5", "«Алаш»"] {
        let text = format!("3.Кто?\nA.Керей\nB.Абылай\nC.Тауке\nD.{last}\n\nОтветы: 3D\n");
        assert_eq!(read(&text), [format!("Кто? | {last} | Керей, Абылай, Тауке")]);
        let text = format!("1.Кто?\nA.Керей\nB.{last}\nC.Тауке\nD.Абылай\n\nОтветы: 1A\n");
        assert_eq!(read(&text), [format!("Кто? | Керей | {last}, Тауке, Абылай")]);
    }
}

#[test]
fn questions_without_numbers_are_not_keyed_by_a_list_that_has_more() {
    let text = "Кто?\nA) хан\nB) бий\nC) султан\n\nГде?\nA) степь\nB) горы\nC) лес\n\n";
    let found = read(&format!("{text}Ответы: 1A 2B 3C\n"));
    assert!(
        found.len() == 3
            && found[1..]
                .iter()
                .all(|line| line.contains("no number that is understood")),
        "{found:?}"
    );
    assert_eq!(
        read(&format!("{text}Ответы: 1A 2B\n")),
        ["Кто? | хан | бий, султан", "Где? | горы | степь, лес"]
    );
    // A number without a sign is that of its question, and one whose options are not understood is told.
    let text = "1 Кто?\nA) хан\nB) бий\nC) султан\n2 Куда?\n[A] Орал\n[B] Тараз\n3 Где?\nA) степь\nB) горы\nC) лес\n";
    let found = read(&format!("{text}Ответы: 1A 2A 3B\n"));
    assert_eq!(
        found[..2],
        ["Кто? | хан | бий, султан", "Где? | горы | степь, лес"],
        "{found:?}"
    );
}
