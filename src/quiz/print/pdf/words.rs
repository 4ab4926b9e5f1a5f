//! Words that only pages with numbers and a table need, beside those of every paper.

use crate::quiz::print::Language;

/// The words.
pub(super) struct PageWords {
    /// Page `{x}` of `{y}`.
    pub page_of: &'static str,
    pub number: &'static str,
    pub answer: &'static str,
    pub question: &'static str,
}

/// Returns the words of a language.
pub(super) fn words(language: Language) -> &'static PageWords {
    match language {
        Language::English => &ENGLISH,
        Language::Kazakh => &KAZAKH,
        Language::Russian => &RUSSIAN,
    }
}

const ENGLISH: PageWords = PageWords {
    page_of: "Page {x} of {y}",
    number: "No.",
    answer: "Key",
    question: "Question",
};

const KAZAKH: PageWords = PageWords {
    page_of: "{x}-бет, барлығы {y}",
    number: "№",
    answer: "Жауап",
    question: "Сұрақ",
};

const RUSSIAN: PageWords = PageWords {
    page_of: "Страница {x} из {y}",
    number: "№",
    answer: "Ответ",
    question: "Вопрос",
};
