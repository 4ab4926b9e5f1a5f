//! T10: what a short form stands for.

use super::{Answer, Question, QuestionType};
use crate::facts::frame::Frame;
use crate::facts::{Findings, Found};
use crate::items::Kind;
use crate::items::english::ask;
use crate::lexicon::Lexicon;

/// Asks for the words behind an acronym, or for the body known by it.
pub struct Expansion;

impl QuestionType for Expansion {
    fn kind(&self) -> Kind {
        Kind::Expansion
    }

    fn write(&self, found: &Found, findings: &Findings) -> Vec<Question> {
        let Frame::Expansion {
            short,
            long,
            is_spelled,
            is_of_country,
            is_of_title,
            ..
        } = &found.frame
        else {
            return Vec::new();
        };
        // Letters of another language: the name they stand for is the right answer, and the page tells another.
        if !*is_spelled {
            return Vec::new();
        }
        // Three letters mean many things; the country of the document narrows them down.
        const WIDE: &[&str] = &[
            "International",
            "World",
            "United",
            "European",
            "Cooperation",
            "Co-operation",
            "Nations",
            "African",
            "Asian",
            "Asia",
            "Global",
            "Pan-American",
            "Caribbean",
            "Oceania",
        ];
        // "the Canadian Television Commission" says itself where it is.
        let is_elsewhere = long.split([' ', '-']).any(|word| {
            Lexicon::shipped().country_of_adjective(word).is_some()
                || Lexicon::shipped().country(word).is_some()
        });
        let is_national = !is_elsewhere && !WIDE.iter().any(|word| long.contains(word));
        let needs_field = short.len() <= 4 && is_national && !is_of_title;
        // A body that bears its country's name is asked with the country too; the leak check has the last word.
        let names_country = findings.country.as_ref();
        // Three letters with the country in the long form: its name in the stem would give half of it away.
        let names_itself = names_country.is_some_and(|country| long.contains(country.as_str()));
        if names_itself && short.len() <= 3 {
            return Vec::new();
        }
        let lead = match names_country {
            Some(country) if needs_field && *is_of_country => {
                let takes_the = Lexicon::shipped()
                    .country(country)
                    .is_some_and(|known| known.takes_the);
                format!("in {}{country}, ", if takes_the { "the " } else { "" })
            }
            _ => String::new(),
        };
        // Few letters and nothing that says where: several bodies bear them, and each is a right answer.
        if lead.is_empty() && (short.len() <= 3 || needs_field) {
            return Vec::new();
        }
        let stem = ask(&format!("{lead}what does the abbreviation {short} stand for"));
        vec![Question {
            stem,
            key: long.clone(),
            accept: Vec::new(),
            answer: Answer::Words,
            part: "long",
            bonus: 0,
        }]
    }
}
