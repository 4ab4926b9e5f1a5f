//! `edit`: changes what a card says; what was learned of it stays.

use clap::Args;
use serde_json::json;
use suraq::decks::CardId;
use suraq::decks::DeckFile;
use suraq::decks::Direction;
use suraq::decks::Term;
use suraq::items::Distractor;

use super::Group;
use super::Verb;
use super::new::tell_of_deck;
use crate::app::App;
use crate::cards::advice;
use crate::cards::choice;
use crate::cards::editor;
use crate::cards::editor::Around;
use crate::cards::wording;
use crate::cards::wording::Entry;
use crate::report::Done;
use crate::report::Failure;
use crate::report::Outcome;
use crate::screen::one_line;

/// Which card, and its new parts; without any, your editor opens.
#[derive(Args, Debug)]
pub struct Edit {
    /// The id of the card
    card: String,
    /// The new question
    #[arg(long, allow_hyphen_values = true)]
    stem: Option<String>,
    /// The new right answer
    #[arg(long, allow_hyphen_values = true)]
    key: Option<String>,
    /// One more right answer; may be said several times
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    accept: Vec<String>,
    /// One more wrong option; may be said several times
    #[arg(long = "distractor", value_name = "TEXT", allow_hyphen_values = true)]
    distractors: Vec<String>,
    /// The new explanation; an empty one takes it off
    #[arg(long, allow_hyphen_values = true)]
    explanation: Option<String>,
    /// One more tag; may be said several times
    #[arg(long = "tag", value_name = "TAG")]
    tags: Vec<String>,
}

impl Verb for Edit {
    const NAME: &'static str = "edit";
    const GROUP: Group = Group::Cards;
    const ABOUT: &'static str = "Change a card in your editor, or by flags; its progress stays";
    const EXAMPLE: &'static str = "suraq edit kz-soviet/kirghiz-assr-date --accept \"26 Aug 1920\"";

    fn run(self, app: &mut App) -> Outcome {
        let id = choice::card(app, &self.card)?;
        let was_builtin = app.shelf()?.deck(&id.deck)?.is_builtin();
        let changed = match self.has_flags() {
            true => self.by_flags(app, &id)?,
            false => editor::edit_card(app, &id, Around::Prompt)?.is_some(),
        };
        let file = app.shelf()?.edit(&id.deck)?;
        let advice = advice::of(&file, &id.item.0)?;
        let said = match changed {
            true => format!("Changed: {id}; its progress stays. {}", app.undo_hint()),
            false => format!("{id} stays as it was."),
        };
        app.answer(
            &json!({ "card": id.to_string(), "changed": changed, "advice": advice::json(&advice) }),
            &said,
        );
        if changed {
            tell_of_deck(app, Some(was_builtin), &file.deck(), file.path());
            advice::print(app, &advice);
        }
        Ok(Done::Well)
    }
}

impl Edit {
    fn has_flags(&self) -> bool {
        let texts = [&self.stem, &self.key, &self.explanation];
        let lists = [&self.accept, &self.distractors, &self.tags];
        texts.iter().any(|text| text.is_some()) || lists.iter().any(|list| !list.is_empty())
    }

    /// Changes the card as the flags say; says whether anything is different.
    fn by_flags(&self, app: &mut App, id: &CardId) -> Result<bool, Failure> {
        let file = app.shelf()?.edit(&id.deck)?;
        let before = Entry::of(&file, id)?;
        let mut entry = before.clone();
        self.apply(&mut entry, id)?;
        if entry == before {
            return Ok(false);
        }
        check(&file, &entry)?;
        wording::keep(app, &format!("edit {id}"), file, entry, id)?;
        Ok(true)
    }

    fn apply(&self, entry: &mut Entry, id: &CardId) -> Result<(), Failure> {
        let (accept, tags) = match entry {
            Entry::Item(item) => {
                set(&mut item.stem, &self.stem, "question")?;
                set(&mut item.key, &self.key, "answer")?;
                if let Some(text) = &self.explanation {
                    item.explanation = Some(text.trim().to_owned()).filter(|text| !text.is_empty());
                }
                for text in &self.distractors {
                    let text = one_line(text);
                    if item.distractors.iter().all(|option| option.text != text) {
                        item.distractors.push(Distractor { text, why: None });
                    }
                }
                (&mut item.accept, &mut item.tags)
            }
            Entry::Term(term) => {
                let texts = [&self.stem, &self.key, &self.explanation];
                if texts.iter().any(|text| text.is_some()) || !self.distractors.is_empty() {
                    return Err(Failure::usage(format!(
                        "{id} is a word; its question and options are made from it"
                    ))
                    .hint(format!(
                        "change the word itself in your editor: {{suraq}}edit {id}"
                    )));
                }
                refuse_word_itself(term, id, &self.accept)?;
                match id.direction {
                    Some(Direction::EnKk) => (&mut term.accept_kk, &mut term.tags),
                    _ => (&mut term.accept_en, &mut term.tags),
                }
            }
        };
        add(accept, &self.accept);
        add(tags, &self.tags);
        Ok(())
    }
}

/// Errors: a word that is asked by what it is would get itself as an answer, which would never count.
fn refuse_word_itself(term: &Term, id: &CardId, accept: &[String]) -> Result<(), Failure> {
    let is_asked_what = term.by_definition && term.definition.is_some();
    let is_of_meaning = is_asked_what && id.direction != Some(Direction::EnKk);
    let Some(own) = accept.iter().find(|text| is_of_meaning && term.is_itself(text)) else {
        return Ok(());
    };
    Err(Failure::usage(format!(
        "`{own}` is the word {} itself, and {id} asks what it means",
        term.kk_cyrl
    ))
    .hint(format!(
        "to be asked for its English instead, set by_definition = false in your editor: {{suraq}}edit {id}"
    )))
}

fn set(part: &mut String, text: &Option<String>, name: &str) -> Result<(), Failure> {
    if let Some(text) = text {
        *part = one_line(text);
        if part.is_empty() {
            return Err(Failure::usage(format!("the {name} is empty")));
        }
    }
    Ok(())
}

fn add(list: &mut Vec<String>, more: &[String]) {
    for text in more.iter().map(|text| one_line(text)) {
        if !text.is_empty() && !list.contains(&text) {
            list.push(text);
        }
    }
}

/// Errors: the card could not be studied any more.
fn check(file: &DeckFile, entry: &Entry) -> Result<(), Failure> {
    let mut file = file.clone();
    match entry {
        Entry::Item(item) => file.set_item(item),
        Entry::Term(term) => file.set_term(term),
    };
    advice::of(&file, entry.id()).map(|_| ())
}
