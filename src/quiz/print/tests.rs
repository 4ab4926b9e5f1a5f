//! Pages of papers: what the class reads, what the teacher reads, and in which language.

use super::{Language, Look, pupils, teacher};
use crate::quiz::scores::Change;
use crate::quiz::{Answer, Paper, Question};

fn paper() -> Paper {
    let choice = |text: &str, options: &[&str], keys: Vec<usize>, fixed| Question {
        card: "deck/one".to_owned(),
        text: text.to_owned(),
        answer: Answer::Choice {
            options: options.iter().map(|option| (*option).to_owned()).collect(),
            keys,
            fixed,
        },
        explanation: Some("Because <b>so</b>.".to_owned()),
        source: Some("A book".to_owned()),
    };
    let questions = vec![
        choice(
            "Which <script>lake</script>?",
            &["Oron", "Velk & Co", "Әй"],
            vec![1],
            false,
        ),
        choice("It froze.", &["True", "False"], vec![0], true),
        Question {
            card: "deck/two".to_owned(),
            text: "How deep?".to_owned(),
            answer: Answer::Written {
                model: "40 m".to_owned(),
                lines: 1,
                shown: Vec::new(),
            },
            explanation: None,
            source: None,
        },
    ];
    Paper::new("Lakes \"and\" seas", questions, 2, 3)
}

const LOOK: Look = Look {
    language: Language::English,
    large: false,
    sheet: true,
    duplex: false,
};

#[test]
fn no_text_becomes_markup() {
    for html in [pupils(&paper(), LOOK), teacher(&paper(), &[], LOOK)] {
        assert!(!html.contains("<script") && !html.contains("<b>so"), "{html}");
        assert!(html.contains("Which &lt;script&gt;lake&lt;/script&gt;?"));
        assert!(html.contains("Lakes &quot;and&quot; seas"));
    }
}

#[test]
fn the_class_sees_no_key_and_no_source() {
    let html = pupils(&paper(), LOOK);
    for secret in ["A book", "Because", "40 m", "hole\"", "deck/one"] {
        assert!(!html.contains(secret), "{secret}");
    }
    let html = teacher(&paper(), &[], LOOK);
    for told in ["A book", "Because", "40 m", "hole\"", "deck/one"] {
        assert!(html.contains(told), "{told}");
    }
}

#[test]
fn every_version_has_its_letter_and_the_code() {
    let paper = paper();
    let html = pupils(&paper, LOOK);
    for letter in ['A', 'B'] {
        assert!(html.contains(&format!("Version {letter}</span><span>{}", paper.code)));
        assert!(html.contains(&format!("@page v{letter}")));
    }
    assert_eq!(html.matches("Answer sheet").count(), 2);
    // Where a page has no foot of its own, browsers print one with the path of the file.
    let key = teacher(&paper, &[], LOOK);
    assert_eq!(
        key.matches("@page").count(),
        key.matches("counter(page)").count() + 1
    );
    let without = pupils(&paper, Look { sheet: false, ..LOOK });
    assert!(!without.contains("Answer sheet"));
}

#[test]
fn the_words_of_the_page_are_in_its_language() {
    let look = |language| Look { language, ..LOOK };
    let kazakh = pupils(&paper(), look(Language::Kazakh));
    assert!(kazakh.contains("Нұсқа A") && kazakh.contains("Дұрыс") && !kazakh.contains(">True<"));
    let russian = teacher(&paper(), &[], look(Language::Russian));
    assert!(russian.contains("Ключ") && russian.contains("Источник") && russian.contains("Верно"));
    assert!(kazakh.contains("<html lang=\"kk\">"));
    // A question of another language says so, and what is of the page does not.
    assert!(kazakh.contains("class=\"text\" lang=\"en\">How deep?"));
    assert!(kazakh.contains("<span lang=\"en\">Oron</span>") && kazakh.contains("<span>Әй</span>"));
    assert!(kazakh.contains("<span>Дұрыс</span>") || kazakh.contains("lang=\"kk\">Дұрыс"));
    assert!(!pupils(&paper(), LOOK).contains("lang=\"en\">How"));
}

#[test]
fn a_stencil_has_room_and_no_lines_for_a_name() {
    let html = teacher(&paper(), &[], LOOK);
    assert!(
        html.contains("lines space") && !html.contains("class=\"lines\""),
        "{html}"
    );
}

#[test]
fn the_key_of_a_version_is_a_line() {
    let paper = paper();
    let letters: String = (0..3)
        .map(
            |place| match paper.versions[0].right_letters(place, &paper.questions).as_str() {
                "" => "+".to_owned(),
                letter => letter.to_owned(),
            },
        )
        .collect();
    let line = format!("<p class=\"key\">A: {letters}</p>");
    assert!(teacher(&paper, &[], LOOK).contains(&line), "{line}");
    assert!(!pupils(&paper, LOOK).contains("class=\"key\""));
}

#[test]
fn the_teacher_has_the_keys_of_all_versions_on_a_page() {
    let paper = paper();
    let html = teacher(&paper, &[], LOOK);
    assert_eq!(html.matches("Keys of all versions").count(), 1);
    for version in &paper.versions {
        let key = super::keys::key_line(&super::now::Now::new(&paper, &[]), version);
        let (letter, key) = key.split_once(": ").unwrap();
        let row = format!("<th scope=\"row\">{letter}</th><td>{key}</td>");
        assert!(html.contains(&row), "{row}");
    }
    let alone = Paper::new("Lakes", paper.questions.clone(), 1, 5);
    assert!(!teacher(&alone, &[], LOOK).contains("Keys of all versions"));
    assert!(!pupils(&paper, LOOK).contains("Keys of all versions"));
}

#[test]
fn only_a_paper_for_both_sides_lays_itself_out() {
    let both = Look { duplex: true, ..LOOK };
    for html in [pupils(&paper(), both), teacher(&paper(), &[], both)] {
        assert_eq!(html.matches("<script>").count(), 1);
    }
    assert!(!pupils(&paper(), LOOK).contains("<script"));
}

#[test]
fn large_print_is_a_class_of_the_page() {
    assert!(pupils(&paper(), Look { large: true, ..LOOK }).contains("<body class=\"large\">"));
    assert!(pupils(&paper(), LOOK).contains("<body>"));
}

#[test]
fn names_on_a_kazakh_page_are_not_russian_by_their_letters_alone() {
    let choice = |text: &str, options: &[&str]| Question {
        card: "deck/one".to_owned(),
        text: text.to_owned(),
        answer: Answer::Choice {
            options: options.iter().map(|option| (*option).to_owned()).collect(),
            keys: vec![0],
            fixed: true,
        },
        explanation: Some("Алматы содан кейін емес.".to_owned()),
        source: None,
    };
    let questions = vec![
        choice("Астана қай қала болды?", &["Алматы", "Семей"]),
        choice("Какой город был столицей?", &["Верный", "Орал"]),
        choice("Семей туралы", &["True", "False"]),
    ];
    let paper = Paper::new("Қалалар", questions, 1, 3);
    let page = |language| {
        let look = Look { language, ..LOOK };
        pupils(&paper, look) + &teacher(&paper, &[], look)
    };
    let kazakh = page(Language::Kazakh);
    for own in [
        "<span>Алматы</span>",
        "<b>Алматы</b>",
        "<span>Семей</span>",
        "<span>Дұрыс</span>",
        "\">Семей туралы",
    ] {
        assert!(kazakh.contains(own), "{own}: {kazakh}");
    }
    for russian in [
        "lang=\"ru\">Какой город",
        "<span lang=\"ru\">Верный</span>",
        "<b lang=\"ru\">Верный",
    ] {
        assert!(kazakh.contains(russian), "{russian}: {kazakh}");
    }
    // On another page names are in the language of their question.
    let english = page(Language::English);
    assert!(
        english.contains("<span lang=\"kk\">Алматы</span>")
            && english.contains("<span lang=\"ru\">Верный</span>")
    );
    let russian = page(Language::Russian);
    assert!(russian.contains("<span>Верный</span>") && russian.contains("<span lang=\"kk\">Алматы</span>"));
    assert!(russian.contains("<span>Неверно</span>"));
}

#[test]
fn the_teacher_has_the_key_of_now_with_what_was_printed_and_the_class_its_pages_as_they_were() {
    let paper = paper();
    let changes = [
        Change::Key {
            question: 0,
            option: 0,
        },
        Change::Drop { question: 1 },
        Change::Drop { question: 2 },
    ];
    let html = teacher(&paper, &changes, LOOK);
    let version = &paper.versions[0];
    let place = version.order.iter().position(|at| *at == 0).unwrap();
    let letter = |option: usize| {
        ('A'..='Z').nth(
            version.options[place]
                .iter()
                .position(|at| *at == option)
                .unwrap(),
        )
    };
    let (now, before) = (letter(0).unwrap(), letter(1).unwrap());
    assert!(
        html.contains(&format!("<td class=\"mark\">{now}</td>")) && html.contains("<b>Oron</b>"),
        "{html}"
    );
    let told = format!("Changed since it was printed; before: {before} Velk &amp; Co</div>");
    assert!(html.contains(&told), "{html}");
    assert_eq!(html.matches("<b>does not count</b>").count(), 4, "{html}");
    assert!(
        html.contains("before: A True</div>") && html.contains("before: 40 m</div>"),
        "{html}"
    );
    let mut signs = ["-"; 3].map(str::to_owned);
    signs[place] = now.to_string();
    assert!(html.contains(&format!("A: {}</p>", signs.concat())), "{html}");
    assert!(html.contains(&format!("letter hole\">{now}</span>")), "{html}");
    assert!(
        !html.contains(&format!("letter hole\">{before}</span>")),
        "{html}"
    );
    assert!(!teacher(&paper, &[], LOOK).contains("Changed since"));
}
