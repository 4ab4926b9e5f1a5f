//! Labels of options and of questions that are typed otherwise than usual: each is read, or told.

use super::shape_tests::ALPHABETS;
use super::shape_tests::questions;
use super::shape_tests::wanted;
use super::tests::read;

#[test]
fn brackets_colons_and_dashes_are_labels_where_all_options_have_them() {
    for number in ["#. ", "#.", "#) ", "№#. ", "Вопрос #. "] {
        for label in ["[@]", "[@] ", "@:", "@: ", "@-", "@–", "@ - "] {
            for alphabet in ALPHABETS {
                let letters: Vec<char> = alphabet.chars().collect();
                let list = format!("Ответы: 1{} 2{} 3{}\n", letters[1], letters[2], letters[0]);
                let text = questions(number, label, alphabet, None) + &list;
                assert_eq!(read(&text), wanted(), "{text}");
                let text = questions(number, label, alphabet, Some("Ответ: @"));
                assert_eq!(read(&text), wanted(), "{text}");
            }
        }
    }
    // What somebody says, and words that begin so, are text.
    let text = "1. Кто прав?\nA: Я.\nB: Нет, я.\nC: Он.\nA) первый\nB) второй\nC) третий\nОтвет: B\n";
    assert_eq!(
        read(text),
        ["Кто прав? A: Я. B: Нет, я. C: Он. | второй | первый, третий"]
    );
    let text = "1. Что это?\nА-витамин\nВ-витамин\nA) еда\nB) лекарство\nC) газ\nОтвет: A\n";
    assert_eq!(
        read(text),
        ["Что это? А-витамин В-витамин | еда | лекарство, газ"]
    );
}

#[test]
fn a_last_option_that_is_mistyped_is_told_and_never_joined_to_the_one_above() {
    for last in [
        "D).Есим",
        "D)",
        "D)...",
        "D: Есим",
        "D:Есим",
        "D Есим",
        "D}Есим",
        "D} Есим",
        "D/Есим",
        "D;Есим",
        "D,Есим",
        "D–Есим",
        "D-Есим",
        "D|Есим",
        "D.Есим",
        "D.1465",
        "d Есим",
        "d: Есим",
        "D",
    ] {
        for key in ["A", "C", "D"] {
            let text = format!(
                "1. Кто?\nA) Керей\nB) Абылай\nC) Тауке\n{last}\n2. Где?\nA) степь\nB) горы\nC) лес\n\nОтветы: 1{key} 2B\n"
            );
            let found = read(&text);
            assert_eq!(found[0], "Где? | горы | степь, лес", "{last} {found:?}");
            assert_eq!(found.len(), 2, "{last} {found:?}");
            assert!(
                found[1].starts_with("line 5: ") && found[1].contains("may be an option"),
                "{last} {found:?}"
            );
        }
    }
    // The words of an option may run on in the next line.
    let text = "1. Кто?\nA) Керей\nB) Абылай\nC) Тауке\nда его сын\n\nОтветы: 1C\n";
    assert_eq!(
        read(text),
        [
            "Кто? | Тауке да его сын | Керей, Абылай",
            "line 5: `да его сын` is read as words of the option above it"
        ]
    );
}

#[test]
fn an_option_that_is_mistyped_between_others_is_read_and_told() {
    for (line, words) in [
        ("B).Абылай", "Абылай"),
        ("B: Абылай", "Абылай"),
        ("B:Абылай", "Абылай"),
        ("B Абылай", "Абылай"),
        ("B/Абылай", "Абылай"),
        ("B;Абылай", "Абылай"),
        ("B–Абылай", "Абылай"),
        ("B-Абылай", "Абылай"),
        ("B}Абылай", "Абылай"),
        ("B.А.Байтурсынов", "А.Байтурсынов"),
        ("B: «Алаш»", "«Алаш»"),
    ] {
        let text = format!("1. Кто?\nA) Керей\n{line}\nC) Тауке\nD) Есим\n\nОтветы: 1D\n");
        assert_eq!(
            read(&text),
            [
                format!("Кто? | Есим | Керей, {words}, Тауке"),
                format!(
                    "line 3: `{line}` is read as an option, though it is typed otherwise than the others"
                )
            ]
        );
    }
    for line in ["B)", "B)...", "B"] {
        let text = format!("1. Кто?\nA) Керей\n{line}\nC) Тауке\nD) Есим\n\nОтветы: 1D\n");
        let found = read(&text);
        assert!(
            found.len() == 1 && found[0].contains(&format!("`{line}` is an option without words")),
            "{found:?}"
        );
    }
}

#[test]
fn a_star_behind_the_label_marks_the_right_option() {
    for [a, b, c] in [
        ["A) Керей", "B) *Абылай", "C) Тауке"],
        ["A)Керей", "B)*Абылай", "C)Тауке"],
        ["A)*Керей *", "*B)*Абылай", "C)Тауке"],
        ["A.Керей", "B.*Абылай", "C.Тауке"],
        ["А. Керей", "Б. ✓ Абылай", "В. Тауке"],
        ["[A]Керей", "[B]*Абылай", "[C]Тауке"],
        ["A-Керей", "*B-Абылай", "C-Тауке"],
    ] {
        let found = read(&format!("1. Кто?\n{a}\n{b}\n{c}\n"));
        match a.contains('*') {
            false => assert_eq!(found, ["Кто? | Абылай | Керей, Тауке"]),
            true => assert_eq!(found, ["line 1: several options are right at once"]),
        }
    }
    assert_eq!(
        read("1. Кто? A)Керей B)*Абылай C)Тауке\n"),
        ["Кто? | Абылай | Керей, Тауке"]
    );
}

#[test]
fn nothing_is_told_of_options_that_are_spaced_alike() {
    let text = "1. Сколько?\nA)-5\nB)√2\nC)4\nОтвет: C\n";
    assert_eq!(read(text), ["Сколько? | 4 | -5, √2"]);
}

#[test]
fn the_answer_may_stand_behind_the_question_in_its_line() {
    for question in [
        "1.Кто? Ответ: B",
        "1. Кто? (Ответ:B)",
        "1. Кто?(Ответ: B)",
        "1. Кто? [Ключ - B]",
        "1) Кто? Дұрыс жауабы: B",
    ] {
        let text = format!("{question}\nA) Керей\nB) Абылай\nC) Тауке\n");
        assert_eq!(read(&text), ["Кто? | Абылай | Керей, Тауке"], "{question}");
    }
    let text = "1. Кто здесь\nстоит? (Ответ: C)\nA) Керей\nB) Абылай\nC) Тауке\n2. Кто?\nA) Керей\nB) Абылай\nC) Тауке\n";
    let found = read(text);
    assert_eq!(found[0], "Кто здесь стоит? | Тауке | Керей, Абылай");
    assert_eq!(found[1], "line 6: no right option is marked");
    // Words of the question are none.
    let text = "1. Какая нота ключ: А?\nA) ля\n*B) си\nC) до\n";
    assert_eq!(read(text), ["Какая нота ключ: А? | си | ля, до"]);
    let text = "1. Подберите ключ: А\nA) ля\n*B) си\nC) до\n";
    assert_eq!(read(text), ["Подберите ключ: А | си | ля, до"]);
}

#[test]
fn a_number_before_a_figure_or_a_sign_is_that_of_its_question_between_its_neighbours() {
    let options = "A) Керей\nB) Абылай\nC) Тауке\n";
    let text =
        |stems: [&str; 3]| stems.map(|stem| format!("{stem}\n{options}")).concat() + "Ответы: 1A 2B 3C\n";
    let stems = |text: &str| {
        let found = read(text);
        found
            .iter()
            .map(|line| line.split(" | ").next().unwrap_or_default().to_owned())
            .collect::<Vec<_>>()
    };
    for (told, wanted) in [
        (
            ["1.Кто?", "2.Где?", "3.20 млн га чего?"],
            ["Кто?", "Где?", "20 млн га чего?"],
        ),
        (
            ["1.Кто?", "2.% населения?", "3.Где?"],
            ["Кто?", "% населения?", "Где?"],
        ),
        (
            ["1.5 млн где?", "2. Где?", "3. Кто?"],
            ["5 млн где?", "Где?", "Кто?"],
        ),
        (
            ["1. Кто?", "2.5 км где?", "3.4 км где?"],
            ["Кто?", "5 км где?", "4 км где?"],
        ),
    ] {
        assert_eq!(stems(&text(told)), wanted);
    }
    // Where the numbers around do not say so, it is a figure.
    let kept = ["Кто?", "3.5 млн где?", "Где?"];
    assert_eq!(stems(&text(kept)), kept);
    let kept = ["1.5 млн где?", "Кто?", "Где?"];
    assert_eq!(stems(&text(kept)), kept);
}

#[test]
fn a_plus_or_a_word_marks_the_right_option_where_most_questions_have_it() {
    let test = |marks: [&str; 3]| {
        let [one, two, three] = marks;
        format!(
            "1) Когда?\nа) 1905 г.\nб) {one}\nв) 1920 г.\n\n2) Где?\nа) {two}\nб) в горах\nв) в лесу\n\n3) Кто?\nа) хан\nб) бий\nв) {three}\n"
        )
    };
    let wanted = [
        "Когда? | 1916 г. | 1905 г., 1920 г.",
        "Где? | в степи | в горах, в лесу",
        "Кто? | султан | хан, бий",
    ];
    for marks in [
        ["1916 г. +", "в степи +", "султан +"],
        ["1916 г.+", "в степи +;", "султан +"],
        ["1916 г.;+", "в степи+", "султан+."],
        ["1916 г. (+)", "в степи (+)", "султан(+)"],
        ["1916 г. ++", "в степи ++", "султан++"],
        ["1916 г. - верно", "в степи – верно", "султан — Правильный ответ"],
        ["+1916 г.", "+ в степи", "+султан"],
        [
            "1916 г. (правильный)",
            "в степи (верно)",
            "султан (Правильный ответ)",
        ],
    ] {
        assert_eq!(read(&test(marks)), wanted, "{marks:?}");
    }
    // One that was forgotten is told, the others are read.
    let found = read(&test(["1916 г. +", "в степи", "султан +"]));
    assert_eq!(found[..2], [wanted[0], wanted[2]]);
    assert_eq!(found[2], "line 6: no right option is marked");
    let ions = test(["Na+", "K+", "Ca2+"]);
    assert!(read(&ions)[0].contains("no right option"), "{ions}");
    // Words of options are no marks.
    let text = "1. Какой язык?\nA) C\nB) C++\n*C) Java\n2. Сколько?\nA) +5\n*B) -5\nC) 0\n";
    assert_eq!(
        read(text),
        ["Какой язык? | Java | C, C++", "Сколько? | -5 | +5, 0"]
    );
}

#[test]
fn a_table_of_keys_in_two_rows_is_a_list() {
    let text = questions("#. ", "@) ", "ABCD", None);
    for table in [
        "№\t1\t2\t3\nЖауап\tB\tC\tA\n",
        "№ | 1 | 2 | 3\nОтвет | B | C | A\n",
        "Вопрос\t1\t2\t3\n\nКлюч:\tB\tC\tA\n",
    ] {
        assert_eq!(read(&format!("{text}\n{table}")), wanted(), "{table}");
    }
}

#[test]
fn a_wish_or_a_heading_below_the_last_option_is_no_part_of_it() {
    let text = questions("#. ", "@) ", "ABCD", Some("Ответ: @"));
    for line in [
        "Желаю удачи!",
        "Барлығы: 20 балл",
        "Мұғалім: Әбдіқадырова С.",
        "Тест аяқталды",
        "2023-2024 оқу жылы",
        "Мәтінмен жұмыс",
        "Уровень 2",
    ] {
        // Below an answer nothing is joined; below an option it was.
        let starred = text
            .replace("Ответ: B\n", "")
            .replace("Ответ: C\n", "")
            .replace("Ответ: A\n", "");
        let list = "\nОтветы: 1B 2C 3A\n";
        let wanted = wanted();
        let end = format!("{starred}{line}\n{list}");
        let found = read(&end);
        assert_eq!(found[..3], wanted, "{end}");
        assert_eq!(
            found[3..],
            [format!(
                "line 16: `{line}` is no question and no option, and is not read"
            )]
        );
        let between = starred.replace("2. ", &format!("{line}\n2. ")) + list;
        let found = read(&between);
        assert_eq!(found[..3], wanted, "{between}");
        assert_eq!(found.len(), 4, "{found:?}");
    }
    // Another line that begins a sentence may be words of the option: nobody guesses.
    let unsure = text.replace("Тауке\n", "Тауке\nХан\n");
    let found = read(&unsure);
    assert!(
        found.len() == 3 && found[2].contains("`Хан` may go on with the option above it"),
        "{found:?}"
    );
    let long = "первый секретарь Центрального Комитета Коммунистической партии";
    let long_text = text.replace("Тауке\n", &format!("{long}\nКазахстана\n"));
    assert!(read(&long_text)[0].contains(&format!("{long} Казахстана")));
    let two =
        "1. Кто?\nA) хан\n*B) бий\nC) султан\n2. Где?\nA) Отырар\nB) Тараз\n*C) Сығанақ\nЖелаю удачи!\n";
    assert_eq!(read(two)[1], "Где? | Сығанақ | Отырар, Тараз");
    let found = read(&two.replace("Желаю удачи!", "Асанов Асан"));
    assert!(
        found.len() == 2 && found[1].contains("may go on with the option"),
        "{found:?}"
    );
    // An option may run on in a small letter, and where many do they all may.
    let wrapped = text.replace("Тауке\n", "Тауке\nи его сын\n");
    assert!(read(&wrapped)[0].contains("Тауке и его сын"));
    let wrapped = text
        .replace("Тауке\n", "Тауке\nХан\n")
        .replace("Тараз\n", "Тараз\nКала\n");
    assert!(read(&wrapped)[0].contains("Тауке Хан") && read(&wrapped)[1].contains("Тараз Кала"));
}

#[test]
fn a_plus_between_options_of_one_line_marks_the_one_before_it() {
    let text = "1. Столица?\nA) Алматы B) Астана + C) Тараз\n2. Озеро?\nA) Балхаш + B) Лена C) Обь\n\
        3. Река?\nA) Алатау B) Ишим C) Тянь-Шань +\n";
    assert_eq!(
        read(text),
        [
            "Столица? | Астана | Алматы, Тараз",
            "Озеро? | Балхаш | Лена, Обь",
            "Река? | Тянь-Шань | Алатау, Ишим",
        ]
    );
}

#[test]
fn a_line_that_stays_with_the_last_option_is_told_and_what_is_no_word_of_it_is_taken_off() {
    let test = |below: [&str; 3]| {
        let [one, two, three] = below;
        format!(
            "1. Кто?\nA) хан\n*B) бий\nC) султан{one}\n2. Где?\nA) Отырар\nB) Тараз\n*C) Сығанақ{two}\n\
             3. Что?\nA) юрта\n*B) степь\nC) река{three}\n4. Когда?\nA) 1465\n*B) 1466\nC) 1467\n"
        )
    };
    let found = read(&test(["", "\nи окрестности", ""]));
    assert_eq!(found[1], "Где? | Сығанақ и окрестности | Отырар, Тараз");
    assert_eq!(
        found[4..],
        ["line 9: `и окрестности` is read as words of the option above it"]
    );
    for line in [
        "(5 балл)",
        "/ 10 points",
        "- 2 -",
        "https://example.org/1",
        "© 2024",
    ] {
        let found = read(&test(["", &format!("\n{line}"), ""]));
        assert_eq!(found[1], "Где? | Сығанақ | Отырар, Тараз", "{line}");
        assert_eq!(
            found[4..],
            [format!(
                "line 9: `{line}` is no question and no option, and is not read"
            )]
        );
    }
    // Where many run on, all are told, the first by their words.
    let found = read(&test(["\nи бий", "\nи степь\nи река", "\nи море\nи юрта"]));
    assert_eq!(found[2], "Что? | степь | юрта, река и море и юрта");
    assert_eq!(
        found[4],
        "line 5: `и бий` is read as words of the option above it"
    );
    assert_eq!(
        found[7],
        "line 16: this line and 1 more below last options are read so, too"
    );
}

#[test]
fn a_question_with_two_marks_among_others_with_one_is_told_and_the_others_are_read() {
    let test = |marks: [&str; 3]| {
        let [one, two, three] = marks;
        format!(
            "1. Кто?\nA) хан{one}\nB) бий{two}\nC) султан\n2. Где?\nA) Отырар\nB) Тараз\nC) Сығанақ{three}\n"
        )
    };
    for mark in [" +", " (дұрыс)", " - верно"] {
        let found = read(&test([mark, mark, mark]));
        assert_eq!(
            found,
            [
                "Где? | Сығанақ | Отырар, Тараз",
                "line 1: several options are right at once"
            ],
            "{mark}"
        );
    }
    // Signs of numbers are no marks.
    let found = read("1. Какие?\nA) +5\nB) +7\nC) 0\n2. Какое?\nA) +3\nB) 1\nC) 2\n");
    assert!(
        found.iter().all(|line| line.contains("no right option")),
        "{found:?}"
    );
}
