//! Keys of tests as teachers write them: headings, alphabets, variants, and answers that contradict each other.

use super::Lettered;
use super::shape_tests::questions;
use super::shape_tests::wanted;
use super::tests::TWO;
use super::tests::read;
use crate::import::Format;

#[test]
fn a_list_of_keys_has_its_usual_headings_in_each_language() {
    let wanted = ["One? | b1 | a1, c1", "Two? | c2 | a2, b2"];
    for heading in [
        "Жауаптары",
        "Жауабы",
        "Дұрыс жауаптар",
        "Дұрыс жауаптары",
        "Тест жауаптары",
        "Жауап кілті",
        "Кілті",
        "Кілттері",
        "Ответы",
        "Ответы к тесту",
        "Правильные ответы",
        "Эталоны ответов",
        "Ключ",
        "Ключи",
        "Ключи к тесту",
        "Ответ",
        "Answer key",
        "Keys",
        "The correct answers",
        "Коды ответов",
        "Код правильных ответов",
        "Жауап үлгісі",
    ] {
        for list in ["1-B, 2-C", "1. В\n2. С", "1 b\n2 c", "\n1) B; 2) C"] {
            let capitals = heading.to_uppercase();
            for text in [
                format!("{TWO}\n{heading}: {list}\n"),
                format!("{TWO}\n{heading}:\n{list}\n"),
                format!("{TWO}\n{capitals}:\n{list}\n"),
                format!("{heading}:\n{list}\n\n{TWO}"),
            ] {
                // A letter on the line of the heading would be the answer of one question.
                assert_eq!(read(&text), wanted, "{text}");
            }
        }
    }
}

#[test]
fn a_whole_list_of_keys_needs_no_heading_below_all_questions() {
    for list in [
        "1-B, 2-C",
        "1-B\n2-C",
        "1. В\n2. С",
        "***\n1) b 2) c",
        "№ сұрақ / жауап\n1-B, 2-C",
        "№\tЖауап\n1\tB\n2\tC",
    ] {
        for gap in ["", "\n"] {
            let text = format!("{TWO}{gap}{list}\n");
            // A line above it is told where it stands right below an option.
            assert_eq!(
                read(&text)[..2],
                ["One? | b1 | a1, c1", "Two? | c2 | a2, b2"],
                "{text}"
            );
        }
    }
    // One that lacks a question, or has words beside it, may be something else.
    for list in ["1-B", "1-B, 3-C", "1-B, 2-C\nКласс 9А"] {
        assert!(
            read(&format!("{TWO}\n{list}\n"))[0].contains("no right option"),
            "{list}"
        );
    }
}

#[test]
fn each_of_these_words_names_one_answer_below_its_question() {
    for word in [
        "Жауабы",
        "Жауаптары",
        "Кілті",
        "Ответы",
        "Ключ",
        "Ключи",
        "Правильные ответы",
    ] {
        for letter in ["B", "В", "б", "b)"] {
            let text = TWO.replace("c1\n", &format!("c1\n{word}: {letter}\n"));
            let text = format!("{text}{word}: C\n");
            assert_eq!(
                read(&text),
                ["One? | b1 | a1, c1", "Two? | c2 | a2, b2"],
                "{text}"
            );
        }
    }
    let several = read(&format!(
        "{}Ответы: В\n",
        TWO.replace("c1\n", "c1\nОтветы: А, С\n")
    ));
    assert_eq!(several[0], "Two? | b2 | a2, c2");
    assert!(several[1].contains("`А, С` are two right answers"), "{several:?}");
}

#[test]
fn keys_and_options_may_be_of_two_alphabets() {
    let test = |letters: &str| {
        let options: String = letters.chars().map(|sign| format!("{sign}) {sign}0\n")).collect();
        (1..=4)
            .map(|number| format!("{number}. Who?\n{options}"))
            .collect::<String>()
    };
    let keys = |text: &str| -> Vec<String> {
        let key = |line: &String| line.split(" | ").nth(1).map_or(line.clone(), str::to_owned);
        read(text).iter().map(key).collect()
    };
    for (letters, key) in [
        ("ABCD", "1-А 2-Б 3-В 4-Г"),
        ("ABCD", "1-А 2-В 3-С 4-Д"),
        ("АВСД", "1-А 2-В 3-С 4-Д"),
        ("АВСД", "1-A 2-B 3-C 4-D"),
        ("АБВГ", "1-A 2-B 3-C 4-D"),
        ("АБВГ", "1-А 2-Б 3-В 4-Г"),
        ("AБBГ", "1-A 2-Б 3-В 4-Г"),
        ("ABСD", "1-A 2-B 3-C 4-D"),
    ] {
        let wanted: Vec<String> = letters.chars().map(|sign| format!("{sign}0")).collect();
        assert_eq!(
            keys(&format!("{}\nЖауаптары: {key}\n", test(letters))),
            wanted,
            "{letters}: {key}"
        );
    }
    let unsure = keys(&format!("{}\nОтветы: 1-A 2-B 3-A 4-А\n", test("АБВГ")));
    assert_eq!(unsure[..3], ["А0", "А0", "А0"]);
    assert!(unsure[3].contains("of another alphabet"), "{unsure:?}");
    let guessed = keys(&format!("{}\nОтветы: 1-А 2-В 3-В 4-А\n", test("ABCD")));
    assert_eq!(guessed[..4], ["A0", "B0", "B0", "A0"]);
    assert!(
        guessed.len() == 5
            && guessed[4].starts_with("line 6: `в` in the list of keys is read as the letter it looks like"),
        "{guessed:?}"
    );
}

/// Two variants of two questions; `first` stands below the first, `last` below the second.
fn variants(first: &str, last: &str) -> String {
    let questions = |names: [&str; 2]| {
        let question = |(number, name): (usize, &str)| {
            format!("{number}. {name}?\nа) {name}1\nб) {name}2\nв) {name}3\n")
        };
        (1..).zip(names).map(question).collect::<String>()
    };
    format!(
        "Вариант 1\n{}{first}\nВариант 2\n{}{last}\n",
        questions(["K", "L"]),
        questions(["M", "N"])
    )
}

#[test]
fn each_variant_has_its_own_key() {
    let wanted = [
        "K? | K1 | K2, K3",
        "L? | L2 | L1, L3",
        "M? | M3 | M1, M2",
        "N? | N3 | N1, N2",
    ];
    for text in [
        variants("Ответы: 1-а, 2-б\n", "Ответы: 1-в, 2-в"),
        variants("Ответы:\n1. а\n2. б", "Ответы:\n1. в\n2. в"),
        variants("Ключ: АБ", "Ключ: ВВ"),
        variants("", "Ответы\nВариант 1: 1-а, 2-б\nВариант 2: 1-в, 2-в"),
        variants("", "Жауаптар\nI нұсқа 1. а 2. б\nII нұсқа 1. в 2. в"),
        variants("", "Ответы: 1-а, 2-б, 1-в, 2-в"),
    ] {
        assert_eq!(read(&text), wanted, "{text}");
    }
}

#[test]
fn a_key_that_does_not_tell_variants_apart_is_told() {
    for list in ["Ответы: 1-а, 2-б", "Ответы: 1-а, 2-б, 1-в, 2-в, 1-б, 2-б"] {
        let found = read(&variants("", list));
        assert_eq!(found.len(), 4, "{found:?}");
        for line in &found {
            assert!(line.contains("2 questions with the number"), "{found:?}");
        }
    }
}

#[test]
fn two_answers_that_differ_are_told() {
    let one = "1. Who?\na) a\nb) b\nc) c\n";
    for text in [
        one.replace("b) b", "*b) b") + "Answer: c\n",
        format!("{one}Answer: b\n\nKey: 1-c, 2-a\n2. Where?\na) d\nb) e\nc) f\n"),
        format!("{one}\nAnswers\n1. b\n1. c\n"),
    ] {
        let found = read(&text).join("\n");
        assert!(found.contains("answers"), "{text}{found}");
        assert!(!found.contains("Who? |"), "{text}{found}");
    }
    let agreed = one.replace("b) b", "*b) b") + "Answer: b\n\nKey: 1b\n";
    assert_eq!(read(&agreed), ["Who? | b | a, c"]);
    let spare = read(&format!("{one}\nKey: 1-b, 2-c, 4-a\n"));
    assert_eq!(
        spare,
        [
            "Who? | b | a, c",
            "line 6: the key has an answer for 2, 4, and no such question is there"
        ]
    );
}

#[test]
fn lists_whose_numbers_go_on_are_for_the_questions_in_their_order() {
    let question = |name: &str| format!("{name}?\nA) {name}1\nB) {name}2\nC) {name}3\n\n");
    let [k, l, m, n] = ["K", "L", "M", "N"].map(question);
    let keys = |first: &str, last: &str| -> Vec<String> {
        let text = format!("{k}{l}Answers: {first}\n\n{m}{n}Answers: {last}\n");
        let key = |line: &String| line.split(" | ").nth(1).map_or(line.clone(), str::to_owned);
        read(&text).iter().map(key).collect()
    };
    let wanted = ["K2", "L3", "M1", "N2"];
    assert_eq!(keys("1-B", "2-C, 3-A, 4-B"), wanted);
    assert_eq!(keys("1-B, 2-C", "3-A, 4-B"), wanted);
    assert_eq!(keys("1-B, 2-C", "1-A, 2-B"), wanted);
    assert_eq!(keys("1-B, 2-C", "1-B, 2-C, 3-A, 4-B"), wanted);
    let differing = keys("1-B, 2-C", "1-A, 2-C, 3-A, 4-B");
    assert_eq!(differing[..3], wanted[1..]);
    assert!(
        differing[3].contains("the lists of keys have several answers for question 1: `b`, `a`"),
        "{differing:?}"
    );
}

#[test]
fn a_list_that_stands_before_and_behind_the_questions_is_one() {
    let wanted = ["One? | b1 | a1, c1", "Two? | c2 | a2, b2"];
    assert_eq!(read(&format!("Key: 1-B, 2-C\n\n{TWO}\nKey: 1-B, 2-C\n")), wanted);
    let found = read(&format!("Key: 1-B, 2-C\n\n{TWO}\nKey: 1-A, 2-C, 5-B\n"));
    assert!(
        found[0] == wanted[1]
            && found[1].contains("an answer for 5, and no such")
            && found[2].contains("several answers for question 1"),
        "{found:?}"
    );
}

#[test]
fn a_variant_in_the_line_of_the_list_is_no_key() {
    let wanted = ["One? | b1 | a1, c1", "Two? | c2 | a2, b2"];
    for list in [
        "Ответы: 1 вариант: 1-В, 2-С",
        "Кілті: 1-нұсқа: 1-B, 2-C",
        "Ответы: 1 вариант:\n1-B\n2-C",
    ] {
        assert_eq!(read(&format!("{TWO}\n{list}\n")), wanted, "{list}");
    }
}

#[test]
fn a_task_above_questions_with_numbers_of_their_own_is_a_heading() {
    let one = "1. Who?\n*a) a\nb) b\nc) c\n";
    let two = "2. Where?\na) d\n*b) e\nc) f\n";
    let wanted = ["Who? | a | b, c", "Where? | e | d, f"];
    for word in ["Задание 1.", "1-тапсырма.", "Task 1:"] {
        let text = format!("{word} Choose one.\n{one}\n{word} Choose again.\n{two}");
        assert_eq!(read(&text), wanted, "{text}");
    }
    let lost = read(&format!("Task 1. Write.\nTask 2. Draw.\n{two}"));
    assert_eq!(lost[1], "line 1: no lettered options follow it");
}

#[test]
fn a_part_that_an_option_names_is_no_heading() {
    for part in ["и часть Сибири", "а часть", "третья часть мира"] {
        let text = format!("1. Что?\nа) лес\nб) горы\n*в) вся степь\n{part}\n2. Где?\nа) d\n*б) e\nв) f\n");
        assert_eq!(read(&text)[0], format!("Что? | вся степь {part} | лес, горы"));
    }
    let text = "1. Что?\nа) лес\nб) горы\n*в) степь\nвариант 2\n2. Где?\nа) d\n*б) e\nв) f\n";
    assert_eq!(
        read(text)[2],
        "line 5: `вариант 2` is no question and no option, and is not read"
    );
}

#[test]
fn abbreviations_within_an_option_are_none() {
    let text = "1. Когда?\nа. XV в. до н.э.\nб. IX век\nв. VIII век\nОтветы: 1-в\n";
    assert_eq!(read(text), ["Когда? | VIII век | XV в. до н.э., IX век"]);
    let text = "1. Когда?\nа. XV в. б. XVI в.\nв. XVII в. г. XVIII в.\nОтветы: 1-б\n";
    assert_eq!(read(text), ["Когда? | XVI в. | XV в., XVII в., XVIII в."]);
    let text = "1. Сколько? а. 10 с. б. 20 с. в. 30 с.\nОтветы: 1-б\n";
    assert_eq!(read(text), ["Сколько? | 20 с. | 10 с., 30 с."]);
    let text = "1. Где?\nA. дома\nB. в ауле у г. Алматы\nC. в степи\nD. в горах\nAnswers: 1-C\n";
    assert_eq!(read(text), ["Где? | в степи | дома, в ауле у г. Алматы, в горах"]);
    let text = "1. Қашан?\nA) 1456 ж.;\nB) 1465 ж.;\n*C) 1500 ж.\n";
    assert_eq!(read(text), ["Қашан? | 1500 ж. | 1456 ж., 1465 ж."]);
    let text = "1. Где? А) дома В) в ауле С) в степи\nОтветы: 1-С\n";
    assert_eq!(read(text), ["Где? | в степи | дома, в ауле"]);
}

#[test]
fn an_answer_in_the_words_of_an_option_is_no_list() {
    let text = "1. Which?\nA) 2a – 3b\nB) 2a + 3b\nC) 3a – 2b\nОтвет: 2a – 3b\n";
    assert_eq!(read(text), ["Which? | 2a – 3b | 2a + 3b, 3a – 2b"]);
}

#[test]
fn questions_beside_each_other_are_two() {
    let wanted = ["One? | b | a, c", "Two? | f | d, e"];
    for text in [
        "1. One? A) a B) b C) c | 2. Two? A) d B) e C) f\nKey: 1B 2C\n",
        "1. One? A) a B) b C) c\t2. Two? A) d B) e C) f\nЖауаптар: 1B 2C\n",
    ] {
        assert_eq!(read(text), wanted, "{text}");
    }
    assert_eq!(
        read("1. One? A) a 2. b B) c C) d *D) e\n"),
        ["One? | e | a 2. b, c, d"]
    );
}

#[test]
fn options_two_in_a_line_are_known_for_what_they_are() {
    let text = "Тест\n1. Когда?\n\tА) 1465\tБ) 1500\n\tВ) 1600\tГ) 1700\nОтвет: А\n";
    assert!(Lettered.looks_like(text));
    assert_eq!(read(text)[0], "Когда? | 1465 | 1500, 1600, 1700");
    assert!(Lettered.looks_like("1. Қалай?\nA) жақсы | B) жаман\nC) орташа | D) нашар\n"));
    assert!(!Lettered.looks_like("name\tA) one\tB) two\nx\ty\tz\n"));
}

#[test]
fn a_second_paragraph_of_the_last_option_belongs_to_it_or_is_told() {
    let test = |paragraph: &str| {
        format!("1. Кто?\nа) хан\n*б) бий\nв) султан\n\n{paragraph}\n\n2. Где?\nа) d\n*б) e\nв) f\n")
    };
    for paragraph in [
        "который правил на севере",
        "прочитайте текст и ответьте на вопрос 2",
        "Он правил на севере.",
    ] {
        assert_eq!(
            read(&test(paragraph)),
            [
                "Кто? | бий | хан, султан".to_owned(),
                "Где? | e | d, f".to_owned(),
                format!("line 6: `{paragraph}` is no question and no option, and is not read")
            ]
        );
    }
    let one = "1. Кто?\nа) хан\nб) бий\nв) султан\n\n";
    assert_eq!(
        read(&format!("{one}который правил на севере\nОтвет: в\n")),
        [
            "Кто? | султан который правил на севере | хан, бий",
            "line 6: `который правил на севере` is read as words of the option above it"
        ]
    );
    for end in ["", "\nОтветы: 1-в\n"] {
        let text = one.replace("в)", if end.is_empty() { "*в)" } else { "в)" });
        assert_eq!(
            read(&format!("{text}құрастырған: Иванова А.\n{end}")),
            [
                "Кто? | султан | хан, бий",
                "line 6: `құрастырған: Иванова А.` is no question and no option, and is not read"
            ]
        );
    }
    assert_eq!(read(&test("Раздел 2. Ханство")).len(), 2);
}

#[test]
fn letters_of_other_options_are_written_out() {
    let text = "1. Кто основал ханство?\nА) Керей\nБ) Джанибек\nВ) Тауке\n*Г) А и Б\n";
    assert_eq!(
        read(text),
        [
            "Кто основал ханство? | Керей и Джанибек | Керей, Джанибек, Тауке",
            "line 1: its option `А и Б` is written out as `Керей и Джанибек`, because letters change with the order"
        ]
    );
    let found = read(&text.replace("А и Б", "А и Е"));
    assert!(
        found[0].contains("names letters that are no other options"),
        "{found:?}"
    );
    // The answer may be named in these words.
    let named = text.replace("*Г", "Г") + "Ответ: А и Б\n";
    assert_eq!(read(&named)[..1], read(text)[..1]);
    for sets in [
        "A) A, B\nB) B, C\n*C) A, D\nD) none\n",
        "а) а, е\nб) о, у\n*в) б, г\nг) ни в одном\n",
        "A) C, E\nB) D, E\n*C) G, A\nD) none\n",
        "A) B, D\nB) A, C\n*C) A, B\nD) none\n",
    ] {
        let found = read(&format!("1. Which?\n{sets}"));
        assert!(found.len() == 1 && found[0].starts_with("Which? | "), "{found:?}");
    }
    let nonsense = read("1. Which?\nA) iron\nB) zinc\nC) A and B\n*D) A and C\n");
    assert!(nonsense[1].contains("write their words"), "{nonsense:?}");
    let vowels = "1. Which are vowels?\nA) a, e\n*B) b, c\nC) d, f\n";
    assert_eq!(read(vowels), ["Which are vowels? | b, c | a, e, d, f"]);
}

#[test]
fn labels_without_a_space_behind_them_are_read() {
    let text = "1.Кто хан?\nА)Керей\nБ)Жанибек\nВ)Касым\nОтвет: Б\n\n2)Когда?\nA) 1465\nB)1480 жыл\nC)1511\nОтвет: C\n";
    let found = read(text);
    assert_eq!(
        found,
        [
            "Кто хан? | Жанибек | Керей, Касым",
            "Когда? | 1511 | 1465, 1480 жыл"
        ]
    );
    let found = read("1. How long is 2.5 km?\nA) U.S. miles\nB) 1.5 miles\nC) 9 yards\nAnswer: B\n");
    assert_eq!(found, ["How long is 2.5 km? | 1.5 miles | U.S. miles, 9 yards"]);
}

#[test]
fn rows_of_numbers_and_letters_at_the_end_need_no_heads() {
    let text = questions("#. ", "@) ", "ABCD", None);
    for rows in [
        "1\t2\t3\nB\tC\tA\n",
        "1 | 2 | 3\nB | C | A\n",
        "1 2 3\n\nB C A\n",
        "1\t2\nB\tC\n3. A\n",
        "№\tЖауап\n1\tB\n2\tC\n3\tA\n",
        "№ Ответ\n1 B\n2 C\n3 A\n",
    ] {
        assert_eq!(read(&format!("{text}\n{rows}")), wanted(), "{rows}");
    }
    let found = read(&format!("{text}\n1\t2\t3\t4\nB\tC\tA\tD\n"));
    assert!(
        found[0].contains("no right option"),
        "keys of other questions: {found:?}"
    );
}
