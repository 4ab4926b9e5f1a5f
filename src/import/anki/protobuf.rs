//! Protocol buffers, as far as Anki's newer packages use them: numbered fields of a message.
//!
//! Nothing is copied and no length is believed: a field that reaches beyond its
//! message makes the message unreadable. Unknown fields are for the caller to
//! pass over.

/// The value of a field.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Value<'a> {
    /// A whole number, a truth value, or one of a list of words.
    Number(u64),
    /// Four bytes: a floating-point number.
    Float(f32),
    /// Eight bytes, not used by what is read here.
    Wide,
    /// Text, bytes, a list of numbers or a message.
    Bytes(&'a [u8]),
}

/// The fields of a message, in the order they stand; `None` of the iterator's items where it is damaged.
pub(super) struct Fields<'a>(&'a [u8]);

/// Returns the fields of a message.
pub(super) fn fields(message: &[u8]) -> Fields<'_> {
    Fields(message)
}

impl<'a> Iterator for Fields<'a> {
    type Item = Option<(u64, Value<'a>)>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.0.is_empty() {
            return None;
        }
        let field = self.field();
        if field.is_none() {
            self.0 = &[];
        }
        Some(field)
    }
}

impl<'a> Fields<'a> {
    fn field(&mut self) -> Option<(u64, Value<'a>)> {
        let tag = varint(&mut self.0)?;
        let value = match tag & 7 {
            0 => Value::Number(varint(&mut self.0)?),
            1 => {
                self.take(8)?;
                Value::Wide
            }
            2 => {
                let length = usize::try_from(varint(&mut self.0)?).ok()?;
                Value::Bytes(self.take(length)?)
            }
            5 => Value::Float(f32::from_le_bytes(self.take(4)?.try_into().ok()?)),
            _ => return None,
        };
        (tag >> 3 != 0).then_some((tag >> 3, value))
    }

    fn take(&mut self, length: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.0.split_at_checked(length)?;
        self.0 = rest;
        Some(taken)
    }
}

/// Takes a number in groups of seven bits, the lowest first, off `bytes`.
fn varint(bytes: &mut &[u8]) -> Option<u64> {
    let mut sum = 0_u64;
    for shift in (0..70).step_by(7) {
        let (byte, rest) = bytes.split_first()?;
        *bytes = rest;
        let part = u64::from(byte & 127);
        if shift == 63 && part > 1 {
            return None;
        }
        sum |= part << shift;
        if *byte < 128 {
            return Some(sum);
        }
    }
    None
}

/// The last value of field `number`, where the message can be read up to its end.
pub(super) fn last(message: &[u8], number: u64) -> Option<Value<'_>> {
    let mut found = None;
    for field in fields(message) {
        let (known, value) = field?;
        if known == number {
            found = Some(value);
        }
    }
    found
}

/// A text field; empty where it is not there or is no text.
pub(super) fn text(message: &[u8], number: u64) -> String {
    match last(message, number) {
        Some(Value::Bytes(bytes)) => String::from_utf8_lossy(bytes).into_owned(),
        _ => String::new(),
    }
}

/// A number field; 0 where it is not there.
pub(super) fn number(message: &[u8], number: u64) -> u64 {
    match last(message, number) {
        Some(Value::Number(value)) => value,
        _ => 0,
    }
}

/// A list of floating-point numbers, packed or one by one.
pub(super) fn floats(message: &[u8], number: u64) -> Vec<f32> {
    let mut list = Vec::new();
    for (known, value) in fields(message).map_while(|field| field) {
        match value {
            Value::Float(one) if known == number => list.push(one),
            Value::Bytes(packed) if known == number => {
                let (chunks, _) = packed.as_chunks::<4>();
                list.extend(chunks.iter().map(|chunk| f32::from_le_bytes(*chunk)));
            }
            _ => {}
        }
    }
    list
}

#[cfg(test)]
mod tests {
    use super::Value;
    use super::fields;
    use super::floats;
    use super::last;
    use super::number;
    use super::text;

    #[test]
    fn fields_are_read_by_number() {
        // 1: 150, 2: "ab", 3: packed floats 0.5 and 2
        let message = [8, 150, 1, 18, 2, b'a', b'b', 26, 8, 0, 0, 0, 63, 0, 0, 0, 64];
        assert_eq!(number(&message, 1), 150);
        assert_eq!(text(&message, 2), "ab");
        assert_eq!(floats(&message, 3), [0.5, 2.0]);
        assert_eq!(last(&message, 9), None);
        assert_eq!(last(&message, 2), Some(Value::Bytes(b"ab")));
    }

    #[test]
    fn what_reaches_beyond_the_message_is_damage() {
        for message in [
            &[8][..],
            &[8, 128],
            &[18, 200, 1, 0],
            &[18, 255, 255, 255, 255, 255, 255, 255, 255, 255, 1],
            &[13, 0, 0],
            &[3],
            &[0, 1],
            &[8, 255, 255, 255, 255, 255, 255, 255, 255, 255, 127],
        ] {
            assert!(fields(message).any(|field| field.is_none()), "{message:?}");
            assert_eq!(number(message, 1), 0);
        }
    }
}
