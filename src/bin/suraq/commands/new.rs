//! `new`: writes a card, by flags or by asking for its parts.

use clap::Args;
use clap::builder::PossibleValuesParser;
use serde_json::json;
use suraq::decks::Deck;
use suraq::decks::OnShelf;
use suraq::decks::id::fresh;
use suraq::decks::nearest;
use suraq::items::Distractor;
use suraq::items::Item;
use suraq::items::ItemId;
use suraq::items::Kind;
use suraq::items::kind::KINDS_BY_NUMBER;

use super::Group;
use super::Verb;
use crate::app::App;
use crate::cards::advice;
use crate::cards::deeds;
use crate::content::naming::begin;
use crate::content::naming::find;
use crate::input;
use crate::input::Line;
use crate::report::Done;
use crate::report::Failure;
use crate::report::Outcome;
use crate::screen::one_line;

/// The title of the deck that cards go into where no other is named.
const OWN_DECK: &str = "My cards";

/// The parts of the card; what is missing is asked for on a terminal.
#[derive(Args, Debug, Default)]
pub struct New {
    /// The deck: an id or title; a name that is not known makes a new deck
    #[arg(long)]
    deck: Option<String>,
    /// What is asked; ____ stands for the hidden words of a cloze
    #[arg(long, allow_negative_numbers = true)]
    stem: Option<String>,
    /// The right answer
    #[arg(long, allow_negative_numbers = true)]
    key: Option<String>,
    /// A wrong option; may be said several times
    #[arg(long = "distractor", value_name = "TEXT", allow_negative_numbers = true)]
    distractors: Vec<String>,
    /// Another right answer; may be said several times
    #[arg(long, value_name = "TEXT", allow_negative_numbers = true)]
    accept: Vec<String>,
    /// Shown after the answer
    #[arg(long, allow_negative_numbers = true)]
    explanation: Option<String>,
    /// A word to find it by; may be said several times
    #[arg(long = "tag", value_name = "TAG")]
    tags: Vec<String>,
    /// The type of the question
    #[arg(long, hide_possible_values = true, value_parser = kinds())]
    kind: Option<String>,
}

fn kinds() -> PossibleValuesParser {
    PossibleValuesParser::new(KINDS_BY_NUMBER.iter().map(|(_, _, slug)| *slug))
}

impl Verb for New {
    const NAME: &'static str = "new";
    const GROUP: Group = Group::Cards;
    const ABOUT: &'static str = "Write a card of your own";
    const EXAMPLE: &'static str =
        "suraq new --deck lakes --stem \"Which river leaves Lake Oron?\" --key Vitim";

    fn run(mut self, app: &mut App) -> Outcome {
        if self.stem.is_none() || self.key.is_none() {
            if !app.screen.interactive {
                return Err(Failure::usage("a card needs --stem and --key")
                    .hint("{suraq}new --deck DECK --stem QUESTION --key ANSWER"));
            }
            if !self.ask(app)? {
                app.screen.remark("Nothing was written.");
                return Ok(Done::Well);
            }
        }
        self.write(app)
    }
}

impl New {
    /// Asks for what is missing; says whether the person went through with it.
    fn ask(&mut self, app: &mut App) -> Result<bool, Failure> {
        app.screen.remark("Ctrl-C leaves without writing anything.");
        let asked = [("Question: ", &mut self.stem), ("Answer: ", &mut self.key)];
        for (prompt, part) in asked {
            while part.is_none() {
                match line(prompt) {
                    None => return Ok(false),
                    Some(text) => *part = Some(text).filter(|text| !text.is_empty()),
                }
            }
        }
        if self.distractors.is_empty() && !self.ask_distractors() {
            return Ok(false);
        }
        if self.explanation.is_none() {
            match line("Explanation (Enter: none): ") {
                None => return Ok(false),
                Some(text) => self.explanation = Some(text),
            }
        }
        match self.deck {
            Some(_) => Ok(true),
            None => self.ask_deck(app),
        }
    }

    fn ask_distractors(&mut self) -> bool {
        loop {
            let number = self.distractors.len() + 1;
            match line(&format!("Wrong option {number} (Enter: no more): ")) {
                None => return false,
                Some(text) if text.is_empty() => return true,
                Some(text) => self.distractors.push(text),
            }
        }
    }

    fn ask_deck(&mut self, app: &mut App) -> Result<bool, Failure> {
        let decks = app.shelf()?.decks()?;
        let mut own = decks.iter().filter(|deck| !deck.is_builtin());
        let usual = own.next().map_or(OWN_DECK, |deck| deck.id.0.as_str()).to_owned();
        loop {
            let Some(name) = line(&format!("Deck (Enter: {usual}): ")) else {
                return Ok(false);
            };
            let name = if name.is_empty() { usual.clone() } else { name };
            if find(&decks, &name).is_some() || name == usual {
                self.deck = Some(name);
                return Ok(true);
            }
            let near = match near(&decks, &name) {
                Some(near) => format!(" The nearest is `{near}`."),
                None => String::new(),
            };
            app.screen.remark(&format!("There is no deck `{name}`.{near}"));
            match line("Make it? y, or Enter to name another: ") {
                None => return Ok(false),
                Some(answer) if answer.starts_with(['y', 'Y']) => {
                    self.deck = Some(name);
                    return Ok(true);
                }
                Some(_) => {}
            }
        }
    }

    fn write(self, app: &mut App) -> Outcome {
        let name = self.deck.clone().unwrap_or_else(|| OWN_DECK.to_owned());
        if name.trim().is_empty() {
            return Err(Failure::usage("a deck needs a title")
                .hint("{suraq}new --deck \"My town\" --stem QUESTION --key ANSWER"));
        }
        let decks = app.shelf()?.decks()?;
        let known = find(&decks, &name).map(|deck| (deck.id.clone(), deck.is_builtin()));
        let mut file = match &known {
            Some((id, _)) => app.shelf()?.edit(id)?,
            None => begin(&app.paths.decks(), &name, &|id| {
                decks.iter().any(|deck| deck.id.0 == id)
            }),
        };
        let mut deck = file.deck();
        let item = self.item(app, &deck)?;
        let (id, card) = (item.id.0.clone(), format!("{}/{}", deck.meta.id, item.id));
        deck.items.push(item);
        file.set(&deck);
        let advice = advice::of(&file, &id)?;
        let path = file.path().to_owned();
        let files = [path.clone(), file.base_path()];
        deeds::change(app, &format!("new {card}"), &files, |_| Ok(file.save()?))?;
        app.answer(
            &json!({
                "card": card, "new_deck": known.is_none(),
                "file": path.display().to_string(), "advice": advice::json(&advice),
            }),
            &format!("Written: {card}. {}", app.undo_hint()),
        );
        tell_of_deck(app, known.map(|(_, is_builtin)| is_builtin), &deck, &path);
        if let (true, Some(near)) = (file_is_new(&decks, &deck), near(&decks, &name)) {
            app.screen.remark(&format!(
                "A deck `{near}` was there already, in case you meant that."
            ));
        }
        advice::print(app, &advice);
        Ok(Done::Well)
    }

    fn item(self, app: &App, deck: &Deck) -> Result<Item, Failure> {
        let stem = one_line(&self.stem.unwrap_or_default());
        let key = one_line(&self.key.unwrap_or_default());
        for (part, name) in [(&stem, "question"), (&key, "answer")] {
            if part.is_empty() {
                return Err(Failure::usage(format!("the {name} is empty")));
            }
        }
        let is_taken = |id: &str| {
            deck.items.iter().any(|item| item.id.0 == id) || deck.terms.iter().any(|term| term.id.0 == id)
        };
        let named = self.kind.as_deref().and_then(Kind::from_slug);
        let cloze = stem.contains("____").then_some(Kind::Cloze);
        let list = |texts: Vec<String>| {
            let texts = texts.iter().map(|text| one_line(text));
            texts.filter(|text| !text.is_empty()).collect::<Vec<_>>()
        };
        let distractors = list(self.distractors).into_iter();
        Ok(Item {
            id: ItemId(fresh(&stem, "card", &is_taken)),
            fact: None,
            kind: named.or(cloze),
            stem,
            key,
            accept: list(self.accept),
            distractors: distractors.map(|text| Distractor { text, why: None }).collect(),
            detail: Default::default(),
            explanation: self.explanation.filter(|text| !text.trim().is_empty()),
            importance: 2,
            difficulty: None,
            tags: list(self.tags),
            as_of: None,
            contested: false,
            status: Default::default(),
            changed: Some(app.timestamp()),
            added: None,
            record: Default::default(),
        })
    }
}

/// What was typed, without blanks around it; `None` to leave.
fn line(prompt: &str) -> Option<String> {
    match input::read_line(prompt) {
        Line::Text(text) => Some(text.trim().to_owned()),
        Line::End | Line::Interrupted => {
            crate::screen::print_all("\n");
            None
        }
    }
}

fn near<'a>(decks: &'a [OnShelf], name: &str) -> Option<&'a str> {
    nearest(name, decks.iter().map(|deck| deck.id.0.as_str()))
}

fn file_is_new(decks: &[OnShelf], deck: &Deck) -> bool {
    decks.iter().all(|known| known.id != deck.meta.id)
}

/// Says where the card went where that is not where it was before.
pub fn tell_of_deck(app: &App, was_builtin: Option<bool>, deck: &Deck, path: &std::path::Path) {
    match was_builtin {
        None => {
            let (title, id) = (&deck.meta.title, &deck.meta.id.0);
            let id = match title == id {
                true => String::new(),
                false => format!(", id {id}"),
            };
            app.screen
                .remark(&format!("New deck “{title}”{id}, kept in {}", path.display()));
        }
        Some(true) => app.screen.remark(&format!(
            "The deck came with the program; your copy of it is {}",
            path.display()
        )),
        Some(false) => {}
    }
}
