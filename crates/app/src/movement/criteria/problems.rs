//! What is wrong with a set, said at the field of the form.

use nep_domain::movement::{CriteriaProblem, Place, Wrong};

use crate::FieldError;

pub(super) fn errors(problems: &[CriteriaProblem]) -> Vec<FieldError> {
    problems.iter().map(error).collect()
}

fn error(problem: &CriteriaProblem) -> FieldError {
    let (field, code) = match &problem.wrong {
        Wrong::Empty => ("criteria", "movement-criteria-empty"),
        Wrong::Name => ("name", "missing"),
        Wrong::Heading => ("heading", "movement-heading"),
        Wrong::Points => ("points", "movement-points"),
        Wrong::Target => ("target", "movement-target"),
        Wrong::Fact => ("fact", "movement-fact"),
        Wrong::Unknown => ("points", "movement-criterion-unknown"),
        Wrong::Total { is, should } => {
            return FieldError::new("total", "movement-total")
                .with("is", is)
                .with("should", should);
        }
    };
    match problem.place {
        Place::Whole => FieldError::new(field, code),
        Place::Model(id) => FieldError::new(format!("weight-{id}"), code),
        Place::Row(n) => FieldError::new(format!("row-{n}-{field}"), code),
    }
}
