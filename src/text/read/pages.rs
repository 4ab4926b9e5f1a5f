//! The text of a PDF file's pages, taken out on a thread of its own.
//!
//! A PDF file is a graph of objects, and the library that reads it trusts it:
//! it gives up on odd files by panicking, and follows a page part that stands
//! in itself until its stack is full. So the graph is looked through first,
//! with every limit there is, and what then still fails ends only the thread.
//! Pictures are dropped as the file is loaded; a scanned page has no text.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicU32, Ordering};
use std::thread;

use pdf_extract::content::Content;
use pdf_extract::{
    Dictionary, Document, LoadOptions, MediaBox, Object, ObjectId, OutputDev, OutputError, PlainTextOutput,
    Stream, Transform, decode_text_string, output_doc,
};

use super::swelling::{inflated, lists_within};
use crate::text::PartialDate;

/// Name of the thread that a file is read on; who prints what panics say may leave these out.
pub const THREAD: &str = "pdf";

/// Stack of that thread in bytes, of which only what is used is taken.
const STACK: usize = 32 * 1024 * 1024;
/// Most bytes of page descriptions that are gone through, each as often as it is drawn.
const MOST_DRAWN: usize = 256 * 1024 * 1024;
/// What drawing a part costs besides its bytes, so that many empty ones are an end as well.
const LEAST_DRAWN: usize = 64;
/// Page parts that lie inside each other, and folders of pages likewise.
const DEEPEST: usize = 24;

/// What is in a file.
pub(super) struct Pages {
    pub(super) text: String,
    pub(super) title: Option<String>,
    pub(super) date: Option<PartialDate>,
}

/// Why there is nothing.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Flaw {
    /// Where, and what is wrong.
    Damaged(String, &'static str),
    Encrypted,
    Swells,
}

/// Reads the text of all pages.
pub(super) fn pages(bytes: &[u8]) -> Result<Pages, Flaw> {
    let page = AtomicU32::new(0);
    thread::scope(|scope| {
        let reading = thread::Builder::new()
            .name(THREAD.to_owned())
            .stack_size(STACK)
            .spawn_scoped(scope, || read(bytes, &page));
        match reading.map(thread::ScopedJoinHandle::join) {
            Ok(Ok(pages)) => pages,
            Ok(Err(_)) => Err(Flaw::Damaged(
                match page.load(Ordering::Relaxed) {
                    0 => String::new(),
                    page => format!("page {page}"),
                },
                "what stands there is not understood",
            )),
            Err(_) => Err(Flaw::Damaged(String::new(), "there is no memory left to read it")),
        }
    })
}

fn read(bytes: &[u8], page: &AtomicU32) -> Result<Pages, Flaw> {
    if !lists_within(bytes) {
        return Err(Flaw::Swells);
    }
    let options = LoadOptions {
        filter: Some(without_pictures),
        ..LoadOptions::default()
    };
    let broken = "its list of objects is missing, as when a download broke off";
    let mut file =
        Document::load_mem_with_options(bytes, options).map_err(|_| Flaw::Damaged(String::new(), broken))?;
    if file.is_encrypted() && file.decrypt("").is_err() {
        return Err(Flaw::Encrypted);
    }
    look_through(&file)?;
    let mut text = String::new();
    let mut output = Output {
        inner: PlainTextOutput::new(&mut text),
        page,
    };
    output_doc(&file, &mut output).map_err(|_| {
        Flaw::Damaged(
            format!("page {}", page.load(Ordering::Relaxed)),
            "what stands there is not understood",
        )
    })?;
    let said = |key: &[u8]| said(&file, key);
    Ok(Pages {
        title: said(b"Title").filter(|title| !title.starts_with("Microsoft Word")),
        date: said(b"CreationDate").and_then(|date| day(&date)),
        text,
    })
}

/// Drops what pictures are made of.
fn without_pictures(id: ObjectId, object: &mut Object) -> Option<(ObjectId, Object)> {
    if let Object::Stream(stream) = object
        && is_picture(stream)
    {
        stream.set_content(Vec::new());
    }
    Some((id, object.clone()))
}

fn is_picture(stream: &Stream) -> bool {
    stream
        .dict
        .get(b"Subtype")
        .and_then(Object::as_name)
        .is_ok_and(|kind| kind == b"Image")
}

/// What the file says of itself.
fn said(file: &Document, key: &[u8]) -> Option<String> {
    let about = file.trailer.get_deref(b"Info", file).ok()?.as_dict().ok()?;
    let text = decode_text_string(about.get_deref(key, file).ok()?).ok()?;
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    (!text.is_empty()).then_some(text)
}

/// A date as PDF writes it: `D:20210725100000Z`.
fn day(date: &str) -> Option<PartialDate> {
    let digits = date.strip_prefix("D:").unwrap_or(date);
    let number = |from: usize, to: usize| digits.get(from..to)?.parse::<u8>().ok();
    let year = digits.get(..4)?.parse().ok()?;
    let month = number(4, 6);
    match (month, number(6, 8)) {
        (Some(month), Some(day)) => PartialDate::day(year, month, day),
        (Some(month), None) => PartialDate::month(year, month),
        (None, _) => Some(PartialDate::year(year)),
    }
}

/// Writes text, and notes which page it is at.
struct Output<'a> {
    inner: PlainTextOutput<&'a mut String>,
    page: &'a AtomicU32,
}

impl OutputDev for Output<'_> {
    fn begin_page(
        &mut self,
        page: u32,
        media_box: &MediaBox,
        art_box: Option<(f64, f64, f64, f64)>,
    ) -> Result<(), OutputError> {
        self.page.store(page, Ordering::Relaxed);
        self.inner.begin_page(page, media_box, art_box)
    }

    fn end_page(&mut self) -> Result<(), OutputError> {
        self.inner.end_page()
    }

    fn output_character(
        &mut self,
        place: &Transform,
        width: f64,
        spacing: f64,
        size: f64,
        text: &str,
    ) -> Result<(), OutputError> {
        self.inner.output_character(place, width, spacing, size, text)
    }

    fn begin_word(&mut self) -> Result<(), OutputError> {
        self.inner.begin_word()
    }

    fn end_word(&mut self) -> Result<(), OutputError> {
        self.inner.end_word()
    }

    fn end_line(&mut self) -> Result<(), OutputError> {
        self.inner.end_line()
    }
}

/// Makes sure that reading the pages comes to an end.
fn look_through(file: &Document) -> Result<(), Flaw> {
    let mut left = MOST_DRAWN;
    let mut sizes = BTreeMap::new();
    for (id, object) in &file.objects {
        if let Object::Stream(stream) = object {
            let size = inflated(stream, left).ok_or(Flaw::Swells)?;
            left -= size;
            sizes.insert(*id, size);
        }
    }
    let mut walk = Walk {
        file,
        sizes,
        costs: BTreeMap::new(),
    };
    let mut drawn = 0_usize;
    for (number, id) in file.get_pages() {
        let at = || Flaw::Damaged(format!("page {number}"), "it has a part that stands in itself");
        let resources = walk.resources_of_page(id).ok_or_else(at)?;
        for content in file.get_page_contents(id) {
            let cost = walk.cost(content, &resources, 0).ok_or_else(at)?;
            drawn = drawn.saturating_add(cost);
        }
        if drawn > MOST_DRAWN {
            return Err(Flaw::Swells);
        }
    }
    Ok(())
}

/// Looks at what a page draws, and how often.
struct Walk<'a> {
    file: &'a Document,
    /// Sizes of what streams unpack to.
    sizes: BTreeMap<ObjectId, usize>,
    /// Costs of parts that have resources of their own, and so are the same wherever they are drawn.
    costs: BTreeMap<ObjectId, usize>,
}

impl Walk<'_> {
    /// The resources of a page or of the folders it lies in; `None` where these go round in a circle.
    fn resources_of_page(&self, id: ObjectId) -> Option<Dictionary> {
        let mut found = None;
        let mut id = Some(id);
        for _ in 0..DEEPEST {
            let Some(page) = id.and_then(|id| self.file.get_dictionary(id).ok()) else {
                return Some(found.unwrap_or_default());
            };
            found = found.or_else(|| self.resources(page));
            id = page.get(b"Parent").and_then(Object::as_reference).ok();
        }
        None
    }

    fn resources(&self, dictionary: &Dictionary) -> Option<Dictionary> {
        let resources = dictionary.get_deref(b"Resources", self.file).ok()?;
        resources.as_dict().ok().cloned()
    }

    /// Bytes that are gone through to draw a stream; `None` where it draws itself.
    fn cost(&mut self, id: ObjectId, outer: &Dictionary, depth: usize) -> Option<usize> {
        if let Some(cost) = self.costs.get(&id) {
            return Some(*cost);
        }
        if depth > DEEPEST {
            return None;
        }
        let Ok(stream) = self.file.get_object(id).and_then(Object::as_stream) else {
            return Some(LEAST_DRAWN);
        };
        let own = self.resources(&stream.dict);
        let resources = own.as_ref().unwrap_or(outer);
        let mut cost = self.sizes.get(&id).copied().unwrap_or(0).max(LEAST_DRAWN);
        for part in self.parts(stream, resources) {
            cost = cost.saturating_add(self.cost(part, resources, depth + 1)?);
            if cost > MOST_DRAWN {
                break;
            }
        }
        if own.is_some() {
            self.costs.insert(id, cost);
        }
        Some(cost)
    }

    /// The parts that a stream draws, each as often as it does.
    fn parts(&self, stream: &Stream, resources: &Dictionary) -> Vec<ObjectId> {
        let there = resources
            .get_deref(b"XObject", self.file)
            .and_then(Object::as_dict);
        let Ok(there) = there else {
            return Vec::new();
        };
        let bytes = stream.get_plain_content().unwrap_or_default();
        let Ok(content) = Content::decode(&bytes) else {
            return Vec::new();
        };
        let drawn = content
            .operations
            .iter()
            .filter(|operation| operation.operator == "Do");
        drawn
            .filter_map(|operation| {
                let name = operation.operands.first()?.as_name().ok()?;
                there.get(name).and_then(Object::as_reference).ok()
            })
            .collect()
    }
}
