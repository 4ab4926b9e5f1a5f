//! Queries that a person gave a name: the name is a word of every query from then on.

use std::collections::BTreeMap;

use super::Query;
use super::QueryError;

/// Queries by name, in lower case.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Saved {
    queries: BTreeMap<String, String>,
}

impl Saved {
    /// Whether `name` may be the name of a query: letters, digits and `-`, and no word with another meaning.
    pub fn is_name(name: &str) -> bool {
        let fits = |c: char| c.is_alphanumeric() || c == '-';
        let is_word = ["or", "and", "not"].contains(&name.to_lowercase().as_str());
        name.starts_with(char::is_alphabetic) && name.chars().all(fits) && !is_word
    }

    /// Gives `text` the name `name`.
    ///
    /// Errors: the query cannot be read, or stands for itself by way of other names.
    pub fn insert(&mut self, name: &str, text: &str) -> Result<(), QueryError> {
        let mut with = self.clone();
        with.queries.insert(name.to_lowercase(), text.to_owned());
        Query::parse_with(text, &with)?;
        *self = with;
        Ok(())
    }

    /// Gives `text` the name `name`, whatever it says: where the file is read, a query may use one that
    /// stands further below. What is wrong is told where it is used.
    pub fn insert_unread(&mut self, name: &str, text: &str) {
        self.queries.insert(name.to_lowercase(), text.to_owned());
    }

    /// Takes a name away.
    pub fn remove(&mut self, name: &str) {
        self.queries.remove(&name.to_lowercase());
    }

    /// Returns the query of a name.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.queries.get(&name.to_lowercase()).map(String::as_str)
    }

    /// Returns all names, sorted.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.queries.keys().map(String::as_str)
    }

    /// Returns all names with their queries, sorted.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.queries
            .iter()
            .map(|(name, text)| (name.as_str(), text.as_str()))
    }
}

#[cfg(test)]
mod tests {
    use super::Saved;
    use crate::decks::query::Query;

    fn saved(queries: &[(&str, &str)]) -> Saved {
        let mut saved = Saved::default();
        for (name, text) in queries {
            saved.insert(name, text).unwrap();
        }
        saved
    }

    #[test]
    fn a_name_stands_for_its_query_in_brackets() {
        let saved = saved(&[("exam", "tag:law or tag:tax"), ("weak", "exam prop:r<0.8")]);
        let of = |text: &str| format!("{:?}", Query::parse_with(text, &saved).unwrap().terms_said());
        assert_eq!(of("-exam is:due"), of("-(tag:law or tag:tax) is:due"));
        assert_eq!(of("query:Exam"), of("(tag:law or tag:tax)"));
        assert_eq!(of("weak"), of("((tag:law or tag:tax) prop:r<0.8)"));
    }

    #[test]
    fn a_quoted_word_is_a_word_and_so_is_one_without_a_query() {
        let saved = saved(&[("exam", "tag:law")]);
        let of = |text: &str| format!("{:?}", Query::parse_with(text, &saved).unwrap().terms_said());
        assert_eq!(
            of("\"exam\""),
            format!("{:?}", Query::parse("exam").unwrap().terms_said())
        );
        assert_ne!(of("exams"), of("exam"));
    }

    #[test]
    fn mistakes_are_pointed_at() {
        let mut saved = saved(&[("exam", "tag:law")]);
        let error = saved.insert("late", "is:deu").unwrap_err();
        assert_eq!(error.caret(), "is:deu\n   ^^^");
        let error = Query::parse_with("is:due query:exma", &saved).unwrap_err();
        assert_eq!(
            error.to_string(),
            "there is no saved query `exma`; did you mean `exam`?"
        );
        assert_eq!(error.caret(), "is:due query:exma\n             ^^^^");
        saved.insert_unread("broken", "is:deu");
        let error = Query::parse_with("tag:a broken", &saved).unwrap_err();
        assert_eq!(
            error.to_string(),
            "the saved query `broken`: `is:` knows no `deu`; did you mean `due`?"
        );
        assert_eq!(error.caret(), "tag:a broken\n      ^^^^^^");
    }

    #[test]
    fn a_query_that_stands_for_itself_is_refused() {
        let mut saved = saved(&[("a", "tag:law")]);
        saved.insert("b", "a is:due").unwrap();
        let error = saved.insert("a", "b or tag:tax").unwrap_err();
        assert!(error.to_string().contains("stands for itself"), "{error}");
        assert_eq!(saved.get("a"), Some("tag:law"));
        saved.insert_unread("a", "a");
        assert!(Query::parse_with("a", &saved).is_err());
    }

    #[test]
    fn names_are_words() {
        assert!(Saved::is_name("exam-2") && Saved::is_name("емтихан"));
        for name in ["", "2nd", "or", "AND", "a b", "a:b", "-a", "a/b"] {
            assert!(!Saved::is_name(name), "{name}");
        }
    }
}
