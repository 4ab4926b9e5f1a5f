//! Reads an entry that is written as the program writes them, in one pass and without copies.
//!
//! It knows a header, bare keys, texts on one line, whole and decimal numbers,
//! `true` and `false`, dates, lists and inline tables. It gives up at anything
//! else, and at anything that may be a mistake; it never judges. What it reads,
//! it reads exactly as the crate `toml` does: the tests hold the two together.

use std::borrow::Cow;

use super::Field;
use super::Integer;
use super::Placed;
use super::Table;
use super::Value;

/// Lists and tables inside each other, at most.
const DEEPEST: usize = 8;

/// Entries mostly have no more fields.
const USUAL: usize = 14;

/// More digits may not fit a number.
const LONGEST: usize = 18;

/// Reads the entry `text`, which begins with the header `[name]` or, `doubled`, `[[name]]`; none
/// where it is written in another way.
pub(in super::super) fn read<'i>(text: &'i str, name: &str, doubled: bool) -> Option<Table<'i>> {
    let mut reader = Reader { text, at: 0 };
    reader.take(if doubled { "[[" } else { "[" })?;
    reader.take(name)?;
    reader.take(if doubled { "]]" } else { "]" })?;
    reader.end_line()?;
    let mut table = Table {
        fields: Vec::with_capacity(USUAL),
    };
    loop {
        reader.skip_blanks();
        match reader.peek() {
            None => return Some(table),
            Some(b'\n' | b'\r' | b'#') => reader.end_line()?,
            Some(_) => {
                reader.field(&mut table, 0)?;
                reader.end_line()?;
            }
        }
    }
}

/// The text of an entry, and how far it was read.
struct Reader<'i> {
    text: &'i str,
    at: usize,
}

impl<'i> Reader<'i> {
    fn rest(&self) -> &'i [u8] {
        &self.text.as_bytes()[self.at..]
    }

    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn take(&mut self, wanted: &str) -> Option<()> {
        let found = self.rest().starts_with(wanted.as_bytes());
        self.at += if found { wanted.len() } else { 0 };
        found.then_some(())
    }

    /// Takes the bytes from here on that are `wanted`. They are ASCII, so the text is cut between letters.
    fn take_while(&mut self, wanted: impl Fn(u8) -> bool) -> Option<&'i str> {
        let rest = self.rest();
        let length = rest.iter().position(|byte| !wanted(*byte)).unwrap_or(rest.len());
        let taken = self.text.get(self.at..self.at + length)?;
        self.at += length;
        Some(taken)
    }

    fn skip_blanks(&mut self) {
        while matches!(self.peek(), Some(b' ' | b'\t')) {
            self.at += 1;
        }
    }

    /// Goes on to the next line, where nothing but a remark is left in this one.
    fn end_line(&mut self) -> Option<()> {
        self.skip_blanks();
        if self.peek() == Some(b'#') {
            let rest = self.rest();
            let length = rest.iter().position(|byte| is_control(*byte));
            self.at += length.unwrap_or(rest.len());
        }
        match self.rest() {
            [] => {}
            [b'\n', ..] => self.at += 1,
            [b'\r', b'\n', ..] => self.at += 2,
            _ => return None,
        }
        Some(())
    }

    /// Goes on to the next sign of a list over several lines.
    fn skip_lines(&mut self) -> Option<()> {
        self.skip_blanks();
        while matches!(self.peek()?, b'\n' | b'\r' | b'#') {
            self.end_line()?;
            self.skip_blanks();
        }
        Some(())
    }

    fn field(&mut self, table: &mut Table<'i>, depth: usize) -> Option<()> {
        let at = self.at;
        let key = self.take_while(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-'))?;
        self.skip_blanks();
        self.take("=")?;
        self.skip_blanks();
        let value = self.value(depth)?;
        if key.is_empty() || table.get(key).is_some() {
            return None;
        }
        table.fields.push(Field {
            key: Cow::Borrowed(key),
            at,
            value,
        });
        Some(())
    }

    fn value(&mut self, depth: usize) -> Option<Placed<'i>> {
        let at = self.at;
        let value = match self.peek()? {
            b'"' => Value::Text(self.text()?),
            b'\'' => Value::Text(Cow::Borrowed(self.literal()?)),
            b'0'..=b'9' => self.number()?,
            b't' => self.take("true").map(|()| Value::Boolean(true))?,
            b'f' => self.take("false").map(|()| Value::Boolean(false))?,
            b'[' if depth < DEEPEST => Value::List(self.list(depth)?),
            b'{' if depth < DEEPEST => Value::Table(self.table(depth)?),
            _ => return None,
        };
        Some(Placed { at, value })
    }

    /// A text between double quotes on one line.
    fn text(&mut self) -> Option<Cow<'i, str>> {
        let mut text = Cow::Borrowed("");
        self.at += 1;
        loop {
            let rest = self.rest();
            let length = rest
                .iter()
                .position(|byte| matches!(byte, b'"' | b'\\') || is_control(*byte))?;
            let piece = self.text.get(self.at..self.at + length)?;
            match text.is_empty() {
                true => text = Cow::Borrowed(piece),
                false => text.to_mut().push_str(piece),
            }
            self.at += length + 1;
            match (rest[length], self.peek()) {
                // Three quotes open a text over several lines.
                (b'"', next) => {
                    return (length > 0 || !text.is_empty() || next != Some(b'"')).then_some(text);
                }
                (b'\\', Some(sign)) => text.to_mut().push(escaped(sign)?),
                _ => return None,
            }
            self.at += 1;
        }
    }

    /// A text between single quotes on one line, where nothing is escaped.
    fn literal(&mut self) -> Option<&'i str> {
        self.at += 1;
        let rest = self.rest();
        let length = rest.iter().position(|byte| *byte == b'\'' || is_control(*byte))?;
        let text = self.text.get(self.at..self.at + length)?;
        self.at += length;
        self.take("'")?;
        (length > 0 || self.peek() != Some(b'\'')).then_some(text)
    }

    /// A whole number, a decimal one, a date, or a date with its time.
    fn number(&mut self) -> Option<Value<'i>> {
        let word = self.take_while(|byte| {
            byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'+' | b'-' | b':' | b'.')
        })?;
        if is_whole(word) {
            return Some(Value::Integer(Integer {
                written: Cow::Borrowed(word),
                digits: Cow::Borrowed(word),
                radix: 10,
            }));
        }
        if let Some((whole, part)) = word.split_once('.') {
            let decimal =
                is_whole(whole) && !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
            return decimal.then_some(Value::Float(Cow::Borrowed(word)));
        }
        is_date(word.as_bytes()).then_some(Value::Date(Cow::Borrowed(word)))
    }

    fn list(&mut self, depth: usize) -> Option<Vec<Placed<'i>>> {
        let mut list = Vec::new();
        self.at += 1;
        loop {
            self.skip_lines()?;
            if self.take("]").is_some() {
                return Some(list);
            }
            list.push(self.value(depth + 1)?);
            self.skip_lines()?;
            if self.take(",").is_none() {
                return self.take("]").map(|()| list);
            }
        }
    }

    /// A table between braces on one line.
    fn table(&mut self, depth: usize) -> Option<Table<'i>> {
        let mut table = Table::default();
        self.at += 1;
        loop {
            self.skip_blanks();
            self.field(&mut table, depth + 1)?;
            self.skip_blanks();
            if self.take(",").is_none() {
                return self.take("}").map(|()| table);
            }
        }
    }
}

/// Signs that may not stand in a text or a remark. A tab may.
fn is_control(byte: u8) -> bool {
    byte < b' ' && byte != b'\t' || byte == 0x7f
}

fn escaped(sign: u8) -> Option<char> {
    Some(match sign {
        b'"' => '"',
        b'\\' => '\\',
        b'n' => '\n',
        b't' => '\t',
        _ => return None,
    })
}

fn is_whole(word: &str) -> bool {
    let is_digits = !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_digit());
    is_digits && word.len() <= LONGEST && (word.len() == 1 || !word.starts_with('0'))
}

/// `2031-05-02` and `2031-05-02T09:00:00Z`; a leap day is left to those who know the years.
fn is_date(word: &[u8]) -> bool {
    let (date, time) = word.split_at(word.len().min(10));
    let shape = |bytes: &[u8], shape: &[u8]| {
        let fits = |(byte, sign): (&u8, &u8)| match sign {
            b'0' => byte.is_ascii_digit(),
            sign => byte == sign,
        };
        bytes.len() == shape.len() && bytes.iter().zip(shape).all(fits)
    };
    let two = |bytes: &[u8], at: usize| (bytes[at] - b'0') * 10 + (bytes[at + 1] - b'0');
    if !shape(date, b"0000-00-00") {
        return false;
    }
    let last = match two(date, 5) {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 => 28,
        _ => return false,
    };
    let is_time =
        || shape(time, b"T00:00:00Z") && two(time, 1) < 24 && two(time, 4) < 60 && two(time, 7) < 60;
    (1..=last).contains(&two(date, 8)) && (time.is_empty() || is_time())
}

#[cfg(test)]
mod tests {
    use toml::de::DeTable;
    use toml::de::DeValue;

    use super::super::super::blocks::blocks;
    use super::super::super::builtin::shipped;
    use super::super::Table;
    use super::read;

    /// Reads every entry of `text` both ways; returns how many were regular, and of how many.
    fn both(text: &str) -> (usize, usize) {
        let (mut regular, mut all) = (0, 0);
        for block in blocks(text).iter().filter(|block| !block.name.is_empty()) {
            let inner = block.span.of(text);
            all += 1;
            let Some(read) = read(inner, block.name, block.doubled) else {
                continue;
            };
            regular += 1;
            let root = DeTable::parse(inner).unwrap_or_else(|error| panic!("{error}: {inner}"));
            let value = root.get_ref().get(block.name).unwrap().get_ref();
            let table = match value {
                DeValue::Array(array) => array[0].get_ref(),
                value => value,
            };
            assert_eq!(
                sorted(read),
                sorted(Table::of(table.as_table().unwrap())),
                "{inner}"
            );
        }
        (regular, all)
    }

    fn sorted(mut table: Table<'_>) -> Table<'_> {
        table.fields.sort_by(|one, other| one.key.cmp(&other.key));
        for field in &mut table.fields {
            sort_inside(&mut field.value.value);
        }
        table
    }

    fn sort_inside(value: &mut super::Value<'_>) {
        match value {
            super::Value::Table(table) => *table = sorted(std::mem::take(table)),
            super::Value::List(list) => list.iter_mut().for_each(|placed| sort_inside(&mut placed.value)),
            _ => {}
        }
    }

    #[test]
    fn shipped_decks_are_read_alike_and_nearly_all_are_regular() {
        for deck in shipped() {
            let (regular, all) = both(deck.text);
            assert!(
                regular * 20 >= all * 19,
                "{}: {regular} of {all}",
                deck.path.display()
            );
        }
    }

    #[test]
    fn regular_entries_are_read_alike() {
        for inside in [
            "",
            "a = 1",
            "a=0 # x",
            "\t a = \"x\"\r\n\r\nb = 'y'\r\n",
            "a = \"\"",
            "a = ''",
            "a = 1.50",
            "a = \"\\\"x\\\" \\\\ \\n\\t\"",
            "a = \"\\\"\"",
            "a = [\n 1, # x\n\n \"b\" ,\n]",
            "a = []",
            "a = [[1], ['x', 'y']]",
            "a = { b = 1, c = { d = [true, false] } }",
            "a = [{ b = \"x\" }, \"y\"]",
            "a = 2031-12-31",
            "a = 2031-05-03T09:00:59Z",
            "# only a remark",
            "a = 'әкім' # сұрақ",
            "a-b = 1\n1 = 2",
            "a = { b = 1 }",
        ] {
            assert_eq!(both(&format!("[[item]]\n{inside}\n")), (1, 1), "{inside}");
            assert_eq!(both(&format!("[deck] # x\n{inside}")), (1, 1), "{inside}");
        }
    }

    #[test]
    fn gives_up_at_anything_else() {
        for inside in [
            "a",
            "a =",
            "a = x",
            "a = 01",
            "a = 1_000",
            "a = +1",
            "a = -1",
            "a = 0x1f",
            "a = 1e3",
            "a = inf",
            "a = 1.",
            "a = .5",
            "a = 1 2",
            "a = truex",
            "a = \"\"\"x\"\"\"",
            "a = '''x'''",
            "a = \"\"\"\"\"\"",
            "a = \"x",
            "a = 'x",
            "a = \"x\" \"y\"",
            "a = \"\\u0041\"",
            "a = \"\\q\"",
            "a = \"\u{1}\"",
            "a = \"\u{7f}\"",
            "a = 'x\ty\u{1}'",
            "# \u{1}",
            "a.b = 1",
            "\"a\" = 1",
            "a = 1\na = 2",
            "a = { b = 1, b = 2 }",
            "a = { b = 1, }",
            "a = {}",
            "a = {\n b = 1 }",
            "a = [,]",
            "a = [1 2]",
            "a = [1",
            "a = 2031-02-29",
            "a = 2031-13-01",
            "a = 2031-04-31",
            "a = 2031-05-03 09:00:00Z",
            "a = 2031-05-03T09:00:60Z",
            "a = 2031-05-03t09:00:00z",
            "a = 09:00:00",
            "[item.b]",
            "a = 1\rb = 2",
            "= 1",
            "a = 1234567890123456789",
            "a = [[[[[[[[[1]]]]]]]]]",
            "a = 1 b = 2",
            "a = \"x\\",
        ] {
            assert_eq!(both(&format!("[[item]]\n{inside}\n")).0, 0, "{inside}");
        }
        for header in ["[[ item ]]", " [[item]]", "[[item]]\u{a0}"] {
            assert!(read(header, "item", true).is_none(), "{header}");
        }
        assert!(read("[item]", "item", true).is_none() && read("[[item]]", "item", false).is_none());
    }
}
