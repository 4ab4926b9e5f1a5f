//! One rule a file: what it finds, and what it must leave alone.

use super::Found;
use super::clause;
use super::clause::Clause;
use super::scene::Scene;
use super::scene::View;

mod affiliation;
mod age;
mod also_known;
mod annal;
mod astray;
mod authored;
mod called;
mod capital;
mod cause;
mod coined;
mod content;
mod count;
mod course;
mod cut;
mod defined;
mod definition;
mod disease;
mod era;
mod etymology;
mod event;
mod expansion;
mod extent;
mod figure;
mod former;
mod gloss;
mod has_called;
mod known_as;
mod lacking;
mod lasted;
mod lasting;
mod lies;
mod life;
mod lifetime;
mod made_of;
mod maker;
mod measure;
mod named_for;
mod nameless;
mod naming;
mod near;
mod office;
mod once;
mod outcome;
mod persons;
mod rank;
mod requirement;
mod rivers;
mod schooling;
mod seats;
mod severed;
mod span;
mod speaker;
mod stated;
mod succession;
mod superlative;
mod term;
mod termed;
mod there_were;
mod told;
mod toll;
mod torn;
mod unsure;
mod untold;
mod vague;
mod waters;
mod when_clause;
mod words;
mod work;

pub use expansion::is_universal;

/// Every rule, in the order facts of one sentence are listed.
pub const RULES: &[&dyn Rule] = &[
    &expansion::Expansion,
    &life::LifeDates,
    &event::DatedEvent,
    &count::Count,
    &naming::Naming,
    &office::Office,
    &rank::Rank,
    &requirement::Requirement,
    &term::Term,
    &toll::Toll,
    &measure::Measure,
    &figure::Figure,
    &extent::Extent,
    &age::Age,
    &former::FormerName,
    &when_clause::WhenClause,
    &capital::Capital,
    &span::EventSpan,
    &there_were::ThereWere,
    &called::Called,
    &maker::Maker,
    &lasted::Lasted,
    &seats::Seats,
    &coined::Coined,
    &succession::Succession,
    &affiliation::Affiliation,
    &speaker::Speaker,
    &cause::Cause,
    &content::Content,
    &outcome::Outcome,
    &office::Introduced,
    &once::Once,
    &era::Era,
    &told::Told,
    &waters::Waters,
    &lies::Lies,
    &named_for::NamedFor,
    &etymology::Etymology,
    &known_as::KnownAs,
    &also_known::AlsoKnown,
    &defined::Defined,
    &termed::Termed,
    &gloss::Gloss,
    &work::Work,
    &superlative::Superlative,
    &disease::Disease,
    &made_of::MadeOf,
    &has_called::HasCalled,
    &annal::Annal,
    &course::Course,
    &schooling::Schooling,
    &authored::Authored,
    &rivers::Rivers,
    &stated::Stated,
];

/// Finds facts of one kind in a document.
pub trait Rule: Sync {
    /// Name used in output: `dated-event`.
    fn name(&self) -> &'static str;

    /// Whether too few of its facts were read by a judge to trust it; such facts are kept apart.
    fn is_experimental(&self) -> bool {
        false
    }

    /// Whether one of its facts is kept apart: all of a rule on trial, some of a rule that is trusted with a part.
    fn is_on_trial(&self, _found: &Found) -> bool {
        self.is_experimental()
    }

    /// Returns the facts this rule finds, in reading order.
    ///
    /// Sentences it cannot read are normal; `skipped` hears about those it nearly could.
    fn find(&self, scene: &Scene<'_>, skipped: &mut dyn FnMut(usize, &'static str)) -> Vec<Found>;
}

/// The clauses of a sentence that are plain enough to read: its main clause first.
fn clauses(scene: &Scene<'_>, view: &View<'_>) -> Vec<Clause> {
    let first = clause::read(scene, view).ok();
    first.into_iter().chain(clause::read_more(scene, view)).collect()
}

/// Every fact that `told` reads from a clause of a sentence without objection.
fn in_clauses(scene: &Scene<'_>, told: fn(&Scene<'_>, &View<'_>, &Clause) -> Option<Found>) -> Vec<Found> {
    let in_view = |view: &View<'_>| -> Vec<Found> {
        let clauses = clauses(scene, view);
        clauses
            .iter()
            .filter_map(|clause| told(scene, view, clause))
            .collect()
    };
    let views = scene.views.iter().filter(|view| view.objection.is_none());
    views.flat_map(in_view).collect()
}

/// A document of one invented text, and what a rule says of it.
#[cfg(test)]
pub mod sample {
    use super::Rule;
    use crate::facts::scene::Scene;
    use crate::lexicon::Lexicon;
    use crate::text::read;

    /// The statements a rule finds in a text without a date.
    pub fn statements(rule: &dyn Rule, text: &str) -> Vec<String> {
        of(rule, "a.txt", text)
    }

    /// The statements a rule finds in a page that may begin with its title and date.
    pub fn statements_of_page(rule: &dyn Rule, page: &str) -> Vec<String> {
        of(rule, "a.md", page)
    }

    /// Checks that a rule finds nothing in any of `texts`.
    pub fn leaves(rule: &dyn Rule, texts: &[&str]) {
        for text in texts {
            let told = statements(rule, text);
            assert!(told.is_empty(), "{text}: {told:?}");
        }
    }

    /// Checks that a rule finds one fact in each of `texts`.
    pub fn finds_one(rule: &dyn Rule, texts: &[&str]) {
        for text in texts {
            let told = statements(rule, text);
            assert_eq!(told.len(), 1, "{text}: {told:?}");
        }
    }

    fn of(rule: &dyn Rule, name: &str, text: &str) -> Vec<String> {
        let document = read(name, text.as_bytes()).unwrap();
        let scene = Scene::read(&document, Lexicon::shipped());
        rule.find(&scene, &mut |_, _| {})
            .into_iter()
            .map(|found| found.fact.statement)
            .collect()
    }
}
