//! Whose word a sentence is: "According to the 2011 census, ..." is asked with the census, or not at all.

use super::{Scene, View};
use crate::facts::assertion::REPORT;
use crate::facts::frame::NameKind;

impl Scene<'_> {
    /// Words the source of each sentence that names one; a source nobody could name refuses the sentence.
    pub(super) fn name_sources(&mut self) {
        let speakers: Vec<Option<String>> = self.views.iter().map(|view| self.source_of(view)).collect();
        for (view, speaker) in self.views.iter_mut().zip(speakers) {
            if !view.source.is_empty() && speaker.is_none() {
                view.objection = view.objection.or(Some(REPORT));
            }
            view.speaker = speaker;
        }
    }

    /// A person in full, a body, or a census or survey of its year.
    fn source_of(&self, view: &View<'_>) -> Option<String> {
        let own: Vec<usize> = view
            .source
            .clone()
            .filter(|at| !view.words[*at].is_any(&[",", "according", "to"]))
            .collect();
        let phrase = self.phrase(view, &own).filter(|_| !own.is_empty())?;
        let is_count = own.iter().any(|at| {
            view.words[*at].is_any(&[
                "census", "survey", "poll", "index", "report", "yearbook", "factbook",
            ])
        });
        let is_dated = own.iter().any(|at| {
            let text = view.words[*at].text;
            text.len() == 4 && text.parse::<u16>().is_ok_and(|year| (1500..2100).contains(&year))
        });
        let mut mentions = self
            .mentions(view)
            .iter()
            .filter(|mention| own.contains(&mention.start));
        let is_named = mentions.any(|mention| match mention.kind {
            NameKind::Person => mention.full.contains(' ') && !mention.is_ambiguous,
            NameKind::Organisation | NameKind::Party => true,
            _ => false,
        });
        (is_named || is_count && is_dated).then_some(phrase.text)
    }
}

#[cfg(test)]
mod tests {
    use crate::facts::find::find;
    use crate::facts::scene::Scene;
    use crate::items::{Options, write};
    use crate::lexicon::Lexicon;
    use crate::text::read;

    fn stems(text: &str) -> Vec<String> {
        let document = read("a.md", text.as_bytes()).unwrap();
        let findings = find(&document, Lexicon::shipped());
        let options = Options {
            per_thousand: None,
            ..Options::default()
        };
        let written = write(&findings, &document, options);
        written.drafts.into_iter().map(|draft| draft.item.stem).collect()
    }

    #[test]
    fn what_a_named_source_says_is_asked_with_it() {
        let asked = stems(
            "# Berdi\n\nAccording to the Velk Statistics Office, the Berdi Academy was founded in 1911 by Ann Lund.\n",
        );
        assert!(!asked.is_empty());
        for stem in &asked {
            assert!(
                stem.starts_with("According to the Velk Statistics Office, "),
                "{stem}"
            );
        }
    }

    #[test]
    fn a_source_without_a_name_refuses_the_sentence() {
        for source in ["one historian", "Lund", "some sources"] {
            let text = format!("# Berdi\n\nAccording to {source}, the Berdi Academy was founded in 1911.\n");
            let document = read("a.md", text.as_bytes()).unwrap();
            let scene = Scene::read(&document, Lexicon::shipped());
            assert!(scene.views.iter().all(|view| view.speaker.is_none()));
            assert!(stems(&text).is_empty(), "{source}");
        }
    }
}
