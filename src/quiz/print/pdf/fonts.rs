//! The fonts that come along, and which signs they can draw.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use typst::foundations::Bytes;
use typst::text::Font;
use typst::text::FontStyle;
use unicode_normalization::UnicodeNormalization;
use unicode_segmentation::UnicodeSegmentation;

use super::NoGlyph;
use super::pages::cleaned;
use crate::quiz::Answer;
use crate::quiz::Paper;
use crate::quiz::Question;

/// The family of the pages; the others that typst brings along are not used.
const SERIF: &str = "Libertinus Serif";

/// Upright and bold faces. Slanted ones are left out: the bold one lacks the letters of Kazakh.
const NORMAL: u16 = 400;
const BOLD: u16 = 700;

/// The faces that pages are set in.
pub(super) struct Fonts(Vec<Font>);

impl Fonts {
    /// Returns the faces, which are part of the program; they are read once.
    pub(super) fn get() -> &'static Fonts {
        static FONTS: LazyLock<Fonts> = LazyLock::new(|| {
            let sans = [dejavu::sans::regular(), dejavu::sans::bold()];
            let serif = typst_assets::fonts().filter_map(face).filter(is_of_pages);
            Fonts(serif.chain(sans.into_iter().filter_map(face)).collect())
        });
        &FONTS
    }

    /// Returns the faces, in an order that stays.
    pub(super) fn faces(&self) -> &[Font] {
        &self.0
    }

    /// Lists the signs of a paper that no face can draw, each once for each question.
    pub(super) fn missing(&self, paper: &Paper) -> Vec<NoGlyph> {
        let mut missing = self.missing_in(None, &[&paper.title]);
        for question in &paper.questions {
            missing.extend(self.missing_in(Some(&question.card), &texts(question)));
        }
        missing
    }

    fn missing_in(&self, card: Option<&str>, texts: &[&String]) -> Vec<NoGlyph> {
        let mut seen = BTreeSet::new();
        let mut missing = Vec::new();
        for text in texts {
            let text = cleaned(text);
            for sign in text.graphemes(true).filter(|sign| *sign != "\n") {
                if !self.can_draw(sign) && seen.insert(sign.to_owned()) {
                    let card = card.map(str::to_owned);
                    let sign = sign.to_owned();
                    missing.push(NoGlyph { card, sign });
                }
            }
        }
        missing
    }

    /// Whether one face has all parts of a sign, as one glyph or as a letter and its marks.
    fn can_draw(&self, sign: &str) -> bool {
        self.0.iter().any(|face| {
            let covers = |c: char| face.info().coverage.contains(u32::from(c));
            sign.chars().all(covers) || sign.nfc().all(covers) || sign.nfd().all(covers)
        })
    }
}

fn face(bytes: &'static [u8]) -> Option<Font> {
    Font::new(Bytes::new(bytes), 0)
}

fn is_of_pages(face: &Font) -> bool {
    let info = face.info();
    let variant = &info.variant;
    let is_upright = variant.style == FontStyle::Normal;
    info.family == SERIF && is_upright && [NORMAL, BOLD].contains(&variant.weight.to_number())
}

/// All that is printed of a question, for the class or the teacher.
fn texts(question: &Question) -> Vec<&String> {
    let mut texts = vec![&question.card, &question.text];
    match &question.answer {
        Answer::Choice { options, .. } => texts.extend(options),
        Answer::Written { model, shown, .. } => {
            texts.push(model);
            texts.extend(shown);
        }
    }
    texts.extend(question.explanation.iter().chain(&question.source));
    texts
}
