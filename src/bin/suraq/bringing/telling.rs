//! What an import of a package did, or would do, in words.

use std::collections::BTreeMap;

use serde_json::json;
use suraq::decks::CardId;
use suraq::import::anki::Package;
use suraq::import::anki::Reason;
use suraq::import::anki::Remark;
use suraq::items::ItemId;
use suraq::progress::Brought;
use suraq::progress::Card;
use suraq::progress::Marks;

use super::keeping_media::KeptMedia;
use super::left_out::LeftOut;
use super::options::Taken;
use super::own_places::OwnGone;
use super::placing::Placed;
use super::strayed::Moved;
use super::target::Target;
use super::telling_otherwise::Differing;
use crate::app::App;
use crate::screen::count;
use crate::screen::one_line;

/// Cards that are named of each reason; the others are counted. `--json` names all.
pub(super) const NAMED: usize = 10;

/// What there is to tell.
pub struct Told {
    /// Whether it was done, and not only tried.
    pub is_done: bool,
    decks: Vec<DeckTold>,
    /// What stands before the number of a note.
    place: &'static str,
    cards: usize,
    notes: usize,
    reviews: usize,
    learned: usize,
    recognised: usize,
    elsewhere: usize,
    deleted: usize,
    marked: Marked,
    older: usize,
    kept: usize,
    styled: usize,
    laid_out: usize,
    linked: usize,
    new_media: usize,
    missing: Vec<String>,
    damaged: Vec<String>,
    too_large: Vec<String>,
    /// Each with its card here, where it is.
    remarks: BTreeMap<Reason, Vec<(Option<String>, Remark)>>,
    /// Cards that were left out by earlier imports.
    pub left_out_before: LeftOut,
    /// Cards that read otherwise there.
    pub differing: Differing,
    /// Cards that lie in another deck over there.
    pub moved: Vec<Moved>,
    /// Settings that are taken over.
    pub taken: Taken,
    /// Whether they go there.
    pub follows_moves: bool,
    /// Cards that the package has no longer: those that nobody was told of, deck/item by title, and all.
    pub(super) gone: Vec<(String, Vec<String>)>,
    all_gone: Vec<String>,
    pub(super) own_gone: Vec<OwnGone>,
    /// New cards that were made there from notes of the learner's own.
    pub(super) further: Vec<String>,
    /// Whether all that Anki has is in the file.
    pub is_whole: bool,
    /// Whether cards lie elsewhere in a package that is older than another.
    pub(super) holds_moves: bool,
}

/// Cards whose marks become others, by what they become.
#[derive(Default)]
struct Marked {
    suspended: usize,
    resumed: usize,
    buried: usize,
    flagged: usize,
    unflagged: usize,
}

impl Marked {
    /// Counts what changes on a card.
    fn note(&mut self, before: &Marks, after: &Marks) {
        self.suspended += usize::from(after.suspended && !before.suspended);
        self.resumed += usize::from(before.suspended && !after.suspended);
        self.buried += usize::from(after.buried_until.is_some() && after.buried_until != before.buried_until);
        let is_other = after.flag != before.flag;
        self.flagged += usize::from(is_other && after.flag > 0);
        self.unflagged += usize::from(is_other && after.flag == 0);
    }

    fn parts(&self) -> impl Iterator<Item = String> {
        let parts = [
            (self.suspended, "suspended"),
            (self.resumed, "resumed"),
            (self.buried, "buried"),
            (self.flagged, "flagged"),
            (self.unflagged, "without a flag now"),
        ];
        let told = parts.into_iter().filter(|(number, _)| *number > 0);
        told.map(|(number, what)| format!("{number} {what}"))
    }
}

struct DeckTold {
    id: String,
    title: String,
    new: usize,
    back: usize,
    changed: usize,
    same: usize,
}

impl Told {
    pub fn of<R: std::io::Read + std::io::Seek>(
        package: &Package<R>,
        placed: &Placed,
        media: &KeptMedia,
    ) -> Told {
        let mut remarks: BTreeMap<Reason, Vec<(Option<String>, Remark)>> = BTreeMap::new();
        let mut news: BTreeMap<&ItemId, &Target> = BTreeMap::new();
        if package.remarks.iter().any(|remark| remark.item.is_some()) {
            let each = placed.targets.iter();
            news.extend(each.flat_map(|target| target.news().map(move |item| (item, target))));
        }
        for remark in &package.remarks {
            let card = match &remark.item {
                None => placed.own_left_out.get(&remark.guid).cloned(),
                // What is here already was told when it came.
                Some(item) => match news.get(item) {
                    Some(target) => Some(format!("{}/{item}", target.id)),
                    None => continue,
                },
            };
            let told = (card, remark.clone());
            remarks.entry(remark.reason).or_default().push(told);
        }
        let mut gone = Vec::new();
        let own_gone = placed.own_gone.iter();
        let mut all_gone: Vec<String> = own_gone.flat_map(|gone| gone.all.clone()).collect();
        for target in &placed.targets {
            let name = |item: &ItemId| format!("{}/{item}", target.id);
            all_gone.extend(target.gone.all.iter().map(name));
            if !target.gone.fresh.is_empty() {
                let fresh = target.gone.fresh.iter().map(name);
                gone.push((target.title.clone(), fresh.collect()));
            }
        }
        let told = placed.targets.iter().filter(|target| !target.is_idle());
        let decks = told.map(|target| DeckTold {
            id: target.id.0.clone(),
            title: target.title.clone(),
            new: target.changes.new.len(),
            back: target.back.len(),
            changed: target.changes.changed.len(),
            same: target.changes.same,
        });
        Told {
            is_done: false,
            decks: decks.collect(),
            place: if package.is_text() {
                "line "
            } else {
                "in Anki nid:"
            },
            cards: placed.cards,
            notes: package.notes,
            reviews: 0,
            learned: 0,
            recognised: placed.recognised,
            elsewhere: placed.elsewhere,
            deleted: placed.deleted,
            marked: Marked::default(),
            older: placed.targets.iter().map(|target| target.older).sum(),
            kept: placed
                .targets
                .iter()
                .map(|target| target.changes.kept.len())
                .sum(),
            styled: placed.plainer().filter(|plainer| plainer.is_styled).count(),
            laid_out: placed.plainer().filter(|plainer| plainer.is_laid_out).count(),
            linked: placed.plainer().filter(|plainer| plainer.is_linked).count(),
            new_media: media.new,
            missing: media.missing.clone(),
            damaged: media.damaged.clone(),
            too_large: media.too_large.clone(),
            remarks,
            left_out_before: LeftOut::default(),
            differing: Differing::of(placed, package.is_text(), package.undescribed.iter().cloned()),
            moved: placed.moved.clone(),
            taken: Taken::default(),
            follows_moves: false,
            gone,
            all_gone,
            own_gone: placed.own_gone.clone(),
            further: placed.further.clone(),
            is_whole: false,
            holds_moves: placed.holds_moves,
        }
    }

    /// Counts what is brought of a card that was `before`.
    pub fn note(&mut self, brought: &Brought, before: &Card) {
        self.reviews += brought.reviews.len();
        self.learned += usize::from(!brought.reviews.is_empty() || brought.card.state != before.state);
        self.marked.note(&before.marks, &brought.card.marks);
    }

    /// Whether something was left out.
    pub fn has_problems(&self) -> bool {
        !self.missing.is_empty() || self.remarks.keys().any(|reason| reason.leaves_out())
    }

    /// Tells it: results, then talk.
    pub fn tell(&self, app: &App) {
        for deck in &self.decks {
            self.tell_deck(app, deck);
        }
        app.answer(&self.json(), &self.summary());
        if !app.json {
            self.tell_remarks(app);
        }
        let is_other =
            self.learned > 0 || self.marked.parts().next().is_some() || self.differing.changes_own();
        if self.is_done && (is_other || self.has_news()) {
            app.screen.remark(&format!(
                "Study them: {}review    {}",
                app.prefix(),
                app.undo_hint()
            ));
        }
    }

    /// Whether any card is new or says something else than before.
    fn has_news(&self) -> bool {
        self.decks
            .iter()
            .any(|deck| deck.new + deck.back + deck.changed > 0)
    }

    fn tell_deck(&self, app: &App, deck: &DeckTold) {
        let mut parts = Vec::new();
        if deck.new > 0 {
            parts.push(count(deck.new, "new card", "new cards"));
        }
        if deck.back > 0 {
            parts.push(format!(
                "{} of your own back",
                count(deck.back, "card or word", "cards or words")
            ));
        }
        if deck.changed > 0 {
            parts.push(format!("{} changed", deck.changed));
        }
        if parts.is_empty() {
            parts.push("nothing new".to_owned());
        }
        app.answer(
            &json!({
                "deck": deck.id, "title": deck.title, "new": deck.new, "back": deck.back, "changed": deck.changed, "same": deck.same,
            }),
            &format!("“{}”: {}, deck {}", deck.title, parts.join(", "), deck.id),
        );
    }

    fn summary(&self) -> String {
        let mut parts = vec![format!(
            "{} of {}",
            count(self.cards, "card", "cards"),
            count(self.notes, "note", "notes")
        )];
        if self.learned > 0 {
            parts.push(format!(
                "{} and the state of {} come along",
                count(self.reviews, "review", "reviews"),
                count(self.learned, "card", "cards")
            ));
        }
        parts.extend(self.marked.parts());
        if self.recognised > 0 {
            parts.push(format!(
                "{} of your own recognised, whose wording stays",
                count(self.recognised, "card", "cards")
            ));
        }
        parts.extend(self.differing.parts());
        if self.new_media > 0 {
            parts.push(count(self.new_media, "picture or sound", "pictures and sounds"));
        }
        let end = if self.is_done {
            ""
        } else {
            "; nothing was changed, this was a trial"
        };
        format!("{}{end}", parts.join("; "))
    }

    fn json(&self) -> serde_json::Value {
        let remarks: Vec<serde_json::Value> = self
            .remarks
            .iter()
            .flat_map(|(reason, remarks)| {
                remarks.iter().map(move |(card, remark)| {
                    json!({
                        "card": card, "note": remark.note, "start": remark.start, "reason": reason.to_string(),
                        "left_out": reason.leaves_out(),
                    })
                })
            })
            .collect();
        let mut told = json!({
            "done": self.is_done, "notes": self.notes, "cards": self.cards, "reviews": self.reviews,
            "cards_with_progress": self.learned, "recognised": self.recognised, "deleted_here": self.deleted,
            "suspended": self.marked.suspended, "resumed": self.marked.resumed, "buried": self.marked.buried,
            "flagged": self.marked.flagged, "unflagged": self.marked.unflagged,
            "older": self.older, "kept_here": self.kept, "in_other_decks": self.elsewhere, "styles_lost": self.styled,
            "tables_flattened": self.laid_out, "with_links": self.linked, "media": self.new_media,
            "missing_media": self.missing, "damaged_media": self.damaged, "too_large_media": self.too_large,
            "remarks": remarks,
            "moved_there": self.moved.iter().map(|moved| json!({
                "deck": moved.there.name, "cards": moved.cards.iter().map(CardId::to_string).collect::<Vec<_>>(),
            })).collect::<Vec<_>>(),
            "gone_there": self.all_gone,
            "made_of_own_there": self.further,
            "settings": self.taken.json(),
        });
        self.differing.note_in(&mut told);
        told
    }

    fn tell_simplified(&self, app: &App) {
        let (styled, linked) = (self.styled, self.linked);
        if styled > 0 {
            app.screen.remark(&format!(
                "{} bold, italics or colour, which a card here does not keep: the words are all there.",
                count(styled, "card had", "cards had"),
            ));
        }
        if self.laid_out > 0 {
            app.screen.remark(&format!(
                "{} a table or a list, which a card here keeps as lines of text.",
                count(self.laid_out, "card had", "cards had"),
            ));
        }
        if linked > 0 {
            app.screen.remark(&format!(
                "{} links: their addresses stand with the explanation, after the answer.",
                count(linked, "card had", "cards had"),
            ));
        }
    }

    fn tell_remarks(&self, app: &App) {
        if self.deleted > 0 {
            app.screen.remark(&format!(
                "{} left out: deleted here. The same import --with-deleted brings {} back.",
                count(self.deleted, "card", "cards"),
                if self.deleted == 1 { "it" } else { "them" },
            ));
        }
        if self.elsewhere > 0 {
            app.screen.remark(&format!(
                "{} here already, in other decks than --deck names, and {}; {}move takes cards to another deck.",
                count(self.elsewhere, "card is", "cards are"),
                if self.elsewhere == 1 { "stays there" } else { "stay there" },
                app.prefix(),
            ));
        }
        if self.older > 0 {
            app.screen.remark(&format!(
                "{} older in this package than what was imported: left as {}.",
                count(self.older, "note is", "notes are"),
                if self.older == 1 { "it is" } else { "they are" },
            ));
        }
        self.differing.tell(app);
        self.taken.tell(app, self.is_done);
        self.tell_further(app);
        self.tell_moved(app);
        self.tell_gone(app);
        self.tell_simplified(app);
        for (reason, remarks) in &self.remarks {
            let left_out = if reason.leaves_out() { " left out" } else { "" };
            let head = format!("{}{left_out}: {reason}", count(remarks.len(), "card", "cards"));
            app.screen.remark(&head);
            // Who imports the same again knows which they are.
            let is_same = !self.has_news() && self.learned == 0;
            let named = remarks.iter();
            let named = named.filter(|(_, remark)| !is_same || self.left_out_before.names(remark));
            let named: Vec<&(Option<String>, Remark)> = named.collect();
            for (card, remark) in named.iter().take(NAMED) {
                let start = one_line(&remark.start);
                let place = card
                    .clone()
                    .unwrap_or_else(|| format!("{}{}", self.place, remark.note));
                app.screen.remark(&format!("  {place}  {start}"));
            }
            if named.len() > NAMED {
                let more = named.len() - NAMED;
                app.screen.remark(&format!("  and {more} more"));
            }
            let before = remarks.len() - named.len();
            if before > 0 && !named.is_empty() {
                app.screen.remark(&format!("  and {before} named before"));
            }
        }
        for (names, what) in [
            (&self.missing, "that the package lacks"),
            (&self.damaged, "that are damaged in the package"),
            (&self.too_large, "that are too large to be kept"),
        ] {
            if names.is_empty() {
                continue;
            }
            let shown: Vec<&str> = names.iter().take(NAMED).map(String::as_str).collect();
            let more = match names.len().saturating_sub(NAMED) {
                0 => String::new(),
                more => format!(" and {more} more"),
            };
            app.screen.remark(&one_line(&format!(
                "Pictures and sounds {what}: {}{more}",
                shown.join(", ")
            )));
        }
    }
}
