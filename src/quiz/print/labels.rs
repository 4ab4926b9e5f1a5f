//! The words that stand on a page beside the questions, in the language of the class.

use serde::Deserialize;
use serde::Serialize;

use crate::lexicon::scripts::language_beside;

/// A language of the words around the questions; the questions stay in theirs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Language {
    /// English.
    English,
    /// Kazakh, in Cyrillic.
    Kazakh,
    /// Russian.
    Russian,
}

impl Language {
    /// All, with their codes.
    pub const ALL: [(Language, &str); 3] = [
        (Language::English, "en"),
        (Language::Kazakh, "kk"),
        (Language::Russian, "ru"),
    ];

    /// Returns its code, as HTML wants it.
    pub fn code(self) -> &'static str {
        let known = Language::ALL.iter().find(|(language, _)| *language == self);
        known.map_or("en", |(_, code)| code)
    }

    /// Returns the language with this code.
    pub fn with_code(code: &str) -> Option<Language> {
        let known = Language::ALL.iter().find(|(_, known)| *known == code);
        known.map(|(language, _)| *language)
    }

    /// Returns what a quiz is called that has no title of its own.
    pub fn quiz(self) -> &'static str {
        match self {
            Language::English => "Quiz",
            Language::Kazakh | Language::Russian => "Тест",
        }
    }

    pub(super) fn labels(self) -> &'static Labels {
        match self {
            Language::English => &ENGLISH,
            Language::Kazakh => &KAZAKH,
            Language::Russian => &RUSSIAN,
        }
    }
}

/// The words.
pub(super) struct Labels {
    pub name: &'static str,
    pub class: &'static str,
    pub date: &'static str,
    pub version: &'static str,
    pub score: &'static str,
    pub right: &'static str,
    pub wrong: &'static str,
    pub sheet: &'static str,
    pub how_to_mark: &'static str,
    pub key: &'static str,
    pub all_keys: &'static str,
    pub changed: &'static str,
    pub dropped: &'static str,
    pub source: &'static str,
    pub stencil: &'static str,
    pub how_to_cut: &'static str,
}

const ENGLISH: Labels = Labels {
    name: "Name",
    class: "Class",
    date: "Date",
    version: "Version",
    score: "Points",
    right: "True",
    wrong: "False",
    sheet: "Answer sheet",
    how_to_mark: "Fill one circle for each question.",
    key: "Key",
    all_keys: "Keys of all versions",
    changed: "Changed since it was printed; before:",
    dropped: "does not count",
    source: "Source",
    stencil: "Stencil",
    how_to_cut: "Cut out the black circles, or print on film, and lay it on an answer sheet of this version.",
};

const KAZAKH: Labels = Labels {
    name: "Аты-жөні",
    class: "Сыныбы",
    date: "Күні",
    version: "Нұсқа",
    score: "Ұпай",
    right: "Дұрыс",
    wrong: "Бұрыс",
    sheet: "Жауап парағы",
    how_to_mark: "Әр сұраққа бір дөңгелекті бояңыз.",
    key: "Жауап кілті",
    all_keys: "Барлық нұсқаның жауап кілті",
    changed: "Басып шығарылғаннан кейін өзгертілді; бұрын:",
    dropped: "есепке алынбайды",
    source: "Дереккөз",
    stencil: "Трафарет",
    how_to_cut: "Қара дөңгелектерді қиып алыңыз да, осы нұсқаның жауап парағына қойыңыз.",
};

const RUSSIAN: Labels = Labels {
    name: "Фамилия, имя",
    class: "Класс",
    date: "Дата",
    version: "Вариант",
    score: "Баллы",
    right: "Верно",
    wrong: "Неверно",
    sheet: "Лист ответов",
    how_to_mark: "Закрасьте один кружок на каждый вопрос.",
    key: "Ключ",
    all_keys: "Ключи всех вариантов",
    changed: "Изменено после печати; было:",
    dropped: "не засчитывается",
    source: "Источник",
    stencil: "Трафарет",
    how_to_cut: "Вырежьте чёрные кружки и наложите на лист ответов этого варианта.",
};

/// Names the language of a text that stands beside one in `around` where it is another than the page's, so that it
/// is read aloud as what it is. A name whose letters Kazakh and Russian share is in the language around it.
pub(super) fn spoken(text: &str, around: &str, page: Language) -> String {
    match language_beside(text, around) {
        language if language == page.code() || !text.contains(char::is_alphabetic) => String::new(),
        language => format!(" lang=\"{language}\""),
    }
}
