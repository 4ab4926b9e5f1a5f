//! A quiz live in class: the server for the phones, the teacher's terminal, and the pages.

#[allow(
    dead_code,
    reason = "the server that asks for the pages comes with the command"
)]
pub mod page;
