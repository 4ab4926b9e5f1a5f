//! The language model, or what to say where this copy of the program has none that is whole.

use suraq::language::Model;

use crate::report::Failure;

/// Returns the model of the program; the first call unpacks it.
///
/// Errors: the program was damaged. Nothing is read then, so that no fact is drawn with half an engine.
pub fn model() -> Result<&'static Model, Failure> {
    Model::shipped().map_err(|error| {
        Failure::input(error.to_string())
            .hint("this copy of the program is damaged: build or install it again")
    })
}
