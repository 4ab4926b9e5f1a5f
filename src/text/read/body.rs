//! The body of a DOCX file: its paragraphs, lists and tables, written in order.

use std::mem;

use super::composer::Composer;
use super::emphasis::{self, Type, plain};
use super::lists::Lists;
use super::shown::TICKS;
use super::styles::{Marks, Styles};
use super::xml::{Element, Piece, local, walk};
use crate::text::BlockKind;

/// Parts of a paragraph that no reader sees, and copies of what stands there already.
const UNSEEN: &[&str] = &[
    "del",
    "moveFrom",
    "rt",
    "Fallback",
    "pPrChange",
    "rPrChange",
    "sectPr",
];

/// Writes the paragraphs of `xml` and returns the first that has the style of a title.
///
/// # Errors
/// What is wrong, and near which byte.
pub(super) fn body(xml: &str, styles: &Styles, composer: &mut Composer) -> Result<Option<String>, String> {
    write(xml, styles, None, composer)
}

/// Writes the paragraphs of `xml` with the numbers and letters that their lists show, and the cells of a numbered
/// question in a table below one another.
///
/// # Errors
/// What is wrong, and near which byte.
pub(super) fn body_as_shown(
    xml: &str,
    styles: &Styles,
    lists: Lists,
    composer: &mut Composer,
) -> Result<(), String> {
    write(xml, styles, Some(lists), composer).map(drop)
}

fn write(
    xml: &str,
    styles: &Styles,
    lists: Option<Lists>,
    composer: &mut Composer,
) -> Result<Option<String>, String> {
    let mut body = Body {
        styles,
        lists,
        composer,
        prefix: None,
        unseen: 0,
        paragraphs: Vec::new(),
        tables: Vec::new(),
        in_run: false,
        own: Type::default(),
        style: None,
        in_text: false,
        hidden: false,
        contents_next: false,
        title: None,
    };
    walk(xml, |piece| match piece {
        Piece::Open(element) => body.open(&element),
        Piece::Close(name) => body.close(name),
        Piece::Text(text) => body.text(text),
    })?;
    Ok(body.title)
}

/// A paragraph that is being read.
#[derive(Default)]
struct Paragraph {
    text: String,
    marks: Marks,
}

/// A block of a cell, or of the document.
struct Block {
    kind: BlockKind,
    text: String,
}

/// Rows of cells of blocks.
type Table = Vec<Vec<Vec<Block>>>;

struct Body<'a> {
    styles: &'a Styles,
    /// The lists of the document, where their numbers are written.
    lists: Option<Lists>,
    composer: &'a mut Composer,
    /// What stands before the names of the format's own elements, with its colon.
    prefix: Option<String>,
    /// Elements that are open since the one that no reader sees.
    unseen: usize,
    /// Paragraphs that are open: one in a text box lies in another.
    paragraphs: Vec<Paragraph>,
    /// Tables that are open, outermost first.
    tables: Vec<Table>,
    in_run: bool,
    /// What the words that are read say of their type, and the style they have.
    own: Type,
    style: Option<String>,
    in_text: bool,
    hidden: bool,
    /// The block that follows is a table of contents.
    contents_next: bool,
    title: Option<String>,
}

impl Body<'_> {
    fn open(&mut self, element: &Element<'_>) {
        let prefix = self.prefix.get_or_insert_with(|| prefix(element));
        let Some(name) = element.name().strip_prefix(prefix.as_str()) else {
            // Of other formats' elements only copies matter.
            if self.unseen > 0 || UNSEEN.contains(&element.local()) {
                self.unseen += 1;
            }
            return;
        };
        let is_contents = name == "sdtContent" && mem::take(&mut self.contents_next);
        if self.unseen > 0 || is_contents || UNSEEN.contains(&name) {
            self.unseen += 1;
            return;
        }
        let value = || element.attribute("val");
        match name {
            "p" => self.paragraphs.push(Paragraph::default()),
            "r" => {
                (self.in_run, self.hidden) = (true, false);
                (self.own, self.style) = (Type::default(), None);
            }
            "rStyle" if self.in_run => self.style = value(),
            "t" => self.in_text = true,
            "vanish" if self.in_run => {
                self.hidden = !value().is_some_and(|value| matches!(value.as_str(), "0" | "false"));
            }
            "tab" | "ptab" if self.in_run => self.add(" "),
            "br" | "cr" if self.in_run => self.add(match element.attribute("type").as_deref() {
                None | Some("textWrapping") => "\n",
                Some(_) => " ",
            }),
            "noBreakHyphen" if self.in_run => self.add("-"),
            "docPartGallery" => {
                self.contents_next = value().is_some_and(|value| value == "Table of Contents")
            }
            "tbl" => self.tables.push(Table::new()),
            "tr" => self
                .tables
                .last_mut()
                .into_iter()
                .for_each(|table| table.push(Vec::new())),
            "tc" => {
                let row = self.tables.last_mut().and_then(|table| table.last_mut());
                row.into_iter().for_each(|row| row.push(Vec::new()));
            }
            _ if self.in_run => {
                let fill = element.attribute("fill");
                self.own.take(name, value().as_deref(), fill.as_deref());
            }
            _ => {
                if let Some(paragraph) = self.paragraphs.last_mut() {
                    paragraph.marks.take(name, value());
                }
            }
        }
    }

    fn close(&mut self, name: &str) {
        if self.unseen > 0 {
            self.unseen -= 1;
            return;
        }
        let prefix = self.prefix.as_deref().unwrap_or_default();
        let Some(name) = name.strip_prefix(prefix) else {
            return;
        };
        match name {
            "t" => self.in_text = false,
            "r" => self.in_run = false,
            "p" => {
                if let Some(paragraph) = self.paragraphs.pop() {
                    self.end(paragraph);
                }
            }
            "tbl" => {
                if let Some(table) = self.tables.pop() {
                    self.end_table(table);
                }
            }
            _ => {}
        }
    }

    fn text(&mut self, text: &str) {
        if !self.in_text || self.unseen > 0 {
            return;
        }
        match self.lists.is_some() {
            true => self.add(&self.words().around(text)),
            false => self.add(text),
        }
    }

    /// How the words that are read look.
    fn words(&self) -> Type {
        let paragraph = self.paragraphs.last();
        let paragraph = paragraph.and_then(|paragraph| paragraph.marks.style.as_deref());
        let style = self.styles.words(self.style.as_deref());
        self.own.or(style).or(self.styles.words(paragraph))
    }

    fn add(&mut self, text: &str) {
        if let Some(paragraph) = self.paragraphs.last_mut().filter(|_| !self.hidden) {
            paragraph.text.push_str(text);
        }
    }

    fn end(&mut self, paragraph: Paragraph) {
        let Some(kind) = self.styles.kind(&paragraph.marks) else {
            return;
        };
        if self.title.is_none() && self.styles.is_title(&paragraph.marks) {
            let title = plain(&paragraph.text);
            let title = title.split_whitespace().collect::<Vec<_>>().join(" ");
            self.title = Some(title).filter(|title| !title.is_empty());
        }
        if let Some(lists) = self.lists.as_mut().filter(|_| kind == BlockKind::Heading) {
            lists.heading(&plain(&paragraph.text));
        }
        let label = self
            .lists
            .as_mut()
            .and_then(|lists| lists.label(self.styles.list(&paragraph.marks), &plain(&paragraph.text)));
        self.write(match label {
            None => Block {
                kind,
                text: paragraph.text,
            },
            Some(label) => Block {
                kind: BlockKind::ListItem,
                text: labelled(&label, paragraph.text.trim_start()),
            },
        });
    }

    /// Ends a table: one with a single column only frames what is in it.
    fn end_table(&mut self, table: Table) {
        if table.iter().all(|row| row.len() <= 1) {
            table
                .into_iter()
                .flatten()
                .flatten()
                .for_each(|block| self.write(block));
            return;
        }
        for mut row in table {
            if self.lists.is_some() && is_question(&row) {
                let number = plain(&line_of(&row.remove(0)));
                let number = number.trim_end_matches(['.', ')']);
                for (at, mut block) in row.into_iter().flatten().enumerate() {
                    if at == 0 {
                        block.text = format!("{number}. {}", block.text.trim_start());
                    }
                    self.write(block);
                }
                continue;
            }
            let cells: Vec<String> = row.iter().map(|cell| line_of(cell)).collect();
            self.write(Block {
                kind: BlockKind::Boilerplate,
                text: cells.join(" | "),
            });
        }
    }

    /// Writes a block into the cell that is open, or into the document.
    fn write(&mut self, block: Block) {
        if let Some(table) = self.tables.last_mut() {
            if let Some(cell) = table.last_mut().and_then(|row| row.last_mut()) {
                cell.push(block);
            }
            return;
        }
        for (index, line) in block.text.split('\n').enumerate() {
            if index > 0 && !self.composer.break_line() {
                self.composer.end_part(block.kind);
            }
            self.composer.words(line);
        }
        self.composer.end_part(block.kind);
    }
}

/// A text behind its number or letter. A tick that was typed before an option stands before its letter: `*b) two`.
fn labelled(label: &str, text: &str) -> String {
    let is_option = label.starts_with(char::is_alphabetic);
    let (signs, words) = emphasis::leading(text);
    match words.strip_prefix(TICKS).filter(|_| is_option) {
        Some(bare) => format!("*{label} {signs}{}", bare.trim_start()),
        None => format!("{label} {text}"),
    }
}

/// Whether a row of a table is a question: its number in the first cell, and more than a letter in the next one.
fn is_question(row: &[Vec<Block>]) -> bool {
    let [number, text, ..] = row else {
        return false;
    };
    let number = plain(&line_of(number));
    let number = number.trim_end_matches(['.', ')']);
    !number.is_empty()
        && number.bytes().all(|byte| byte.is_ascii_digit())
        && line_of(text).split(' ').count() > 1
}

/// The text of a cell on one line.
fn line_of(cell: &[Block]) -> String {
    let words = cell.iter().flat_map(|block| block.text.split_whitespace());
    words.collect::<Vec<_>>().join(" ")
}

/// What the root element calls the format: `w:` as nearly always, or something else.
fn prefix(root: &Element<'_>) -> String {
    let bound = root.attributes().find(|(name, space)| {
        name.starts_with("xmlns")
            && (space.ends_with("/wordprocessingml/2006/main") || space.ends_with("/wordprocessingml/main"))
    });
    match bound.as_ref().map(|(name, _)| name.as_str()) {
        Some("xmlns") => String::new(),
        Some(name) => format!("{}:", local(name)),
        None => "w:".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::{body, labelled};
    use crate::text::BlockKind;
    use crate::text::read::composer::Composer;
    use crate::text::read::styles::Styles;

    const STYLES: &str = "<w:styles><w:style w:styleId='T'><w:name w:val='Title'/></w:style>\
        <w:style w:styleId='C'><w:name w:val='toc 1'/></w:style></w:styles>";

    /// What is read of a body, one line for each part.
    fn read(content: &str) -> (Vec<(BlockKind, String)>, Option<String>) {
        let xml = format!(
            "<w:document xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'>\
             <w:body>{content}</w:body></w:document>"
        );
        let mut composer = Composer::default();
        let title = body(&xml, &Styles::read(STYLES).unwrap(), &mut composer).unwrap();
        let page = composer.page();
        let parts = page.parts.iter();
        let parts = parts.map(|part| (part.kind, part.span.of(&page.text).to_owned()));
        (parts.collect(), title)
    }

    fn texts(content: &str) -> Vec<String> {
        read(content).0.into_iter().map(|(_, text)| text).collect()
    }

    #[test]
    fn paragraphs_are_known_by_their_marks() {
        let (parts, title) = read(
            "<w:p><w:pPr><w:pStyle w:val='T'/></w:pPr><w:r><w:t>Velk</w:t></w:r></w:p>\
             <w:p><w:pPr><w:pStyle w:val='C'/></w:pPr><w:r><w:t>One 7</w:t></w:r></w:p>\
             <w:p><w:pPr><w:outlineLvl w:val='1'/><w:tabs><w:tab w:val='left'/></w:tabs></w:pPr>\
             <w:r><w:t>One</w:t></w:r></w:p>\
             <w:p><w:r><w:t xml:space='preserve'>Ann </w:t></w:r><w:r><w:t>Lund</w:t><w:tab/><w:t>came</w:t>\
             <w:br/><w:t>by boat.</w:t></w:r></w:p>\
             <w:p><w:pPr><w:numPr><w:numId w:val='2'/></w:numPr></w:pPr><w:r><w:t>Berdi &amp; co</w:t></w:r></w:p>",
        );
        let expected = [
            (BlockKind::Heading, "Velk"),
            (BlockKind::Heading, "One"),
            (BlockKind::Paragraph, "Ann Lund came\nby boat."),
            (BlockKind::ListItem, "Berdi & co"),
        ];
        assert_eq!(parts, expected.map(|(kind, text)| (kind, text.to_owned())));
        assert_eq!(title.as_deref(), Some("Velk"));
    }

    #[test]
    fn a_tick_stands_before_the_letter_of_its_option() {
        assert_eq!(labelled("b)", "*beta"), "*b) beta");
        assert_eq!(labelled("b)", "✓ beta"), "*b) beta");
        assert_eq!(labelled("b)", "beta *"), "b) beta *");
        assert_eq!(labelled("3.", "*Which?"), "3. *Which?");
    }

    #[test]
    fn what_no_reader_sees_is_left_out() {
        let content = "<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val='Table of Contents'/></w:docPartObj>\
            </w:sdtPr><w:sdtContent><w:p><w:r><w:t>Contents</w:t></w:r></w:p></w:sdtContent></w:sdt>\
            <w:p><w:r><w:t>Ann</w:t></w:r><w:del><w:r><w:delText>a</w:delText><w:t>b</w:t></w:r></w:del>\
            <w:moveFrom><w:r><w:t>c</w:t></w:r></w:moveFrom><w:ins><w:r><w:t> Lund</w:t></w:r></w:ins>\
            <w:r><w:rPr><w:vanish/></w:rPr><w:t>d</w:t></w:r><w:r><w:footnoteReference w:id='2'/></w:r>\
            <w:r><w:instrText>PAGE</w:instrText></w:r><m:oMath><m:r><m:t>e</m:t></m:r></m:oMath>\
            <w:r><mc:AlternateContent><mc:Choice><w:txbxContent><w:p><w:r><w:t>A box.</w:t></w:r></w:p>\
            </w:txbxContent></mc:Choice><mc:Fallback><w:p><w:r><w:t>A box.</w:t></w:r></w:p></mc:Fallback>\
            </mc:AlternateContent></w:r><w:r><w:t> came.</w:t></w:r></w:p>\
            <w:sdt><w:sdtContent><w:p><w:r><w:t>A field.</w:t></w:r></w:p></w:sdtContent></w:sdt>";
        assert_eq!(texts(content), ["A box.", "Ann Lund came.", "A field."]);
    }

    #[test]
    fn tables_are_rows_and_frames_are_text() {
        let cell = |text: &str| format!("<w:tc><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>");
        let row = |cells: &[&str]| {
            let cells: String = cells.iter().map(|text| cell(text)).collect();
            format!("<w:tr>{cells}</w:tr>")
        };
        let inner = format!("<w:tbl>{}</w:tbl>", row(&["1", "2"]));
        let table = format!(
            "<w:tbl>{}<w:tr>{}<w:tc>{inner}<w:p/></w:tc></w:tr></w:tbl><w:tbl>{}</w:tbl>",
            row(&["Name", "Years"]),
            cell("Ann Lund"),
            row(&["A frame."])
        );
        let (parts, _) = read(&table);
        let expected = [
            (BlockKind::Boilerplate, "Name | Years"),
            (BlockKind::Boilerplate, "Ann Lund | 1 | 2"),
            (BlockKind::Paragraph, "A frame."),
        ];
        assert_eq!(parts, expected.map(|(kind, text)| (kind, text.to_owned())));
    }
}
