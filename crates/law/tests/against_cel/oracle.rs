//! What the `cel` interpreter makes of a condition.

use std::collections::HashMap;
use std::sync::Arc;

use cel::{Context, Program, Value};

use super::generate::Subject;

/// Whether a condition holds for a subject; `None` when the interpreter meets a variable that is not there.
pub fn answer(program: &Program, subject: &Subject) -> Option<bool> {
    let mut context = Context::default();
    let added = context.add_function("date", |text: Arc<String>| -> i64 {
        let date: jiff::civil::Date = text.parse().unwrap();
        date.duration_since(jiff::civil::date(1970, 1, 1)).as_hours() / 24
    });
    assert!(added.is_ok());
    context
        .add_variable_from_value("setting", HashMap::from([("whole".to_owned(), Value::Int(7))]));
    let known = values(subject);
    for (name, value) in &known {
        context.add_variable_from_value(*name, value.clone());
    }
    let present: HashMap<String, Value> =
        known.into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
    context.add_variable_from_value("fact", present);
    match program.execute(&context) {
        Ok(Value::Bool(holds)) => Some(holds),
        Ok(other) => panic!("not a condition: {other:?}"),
        Err(cel::ExecutionError::UndeclaredReference(_)) => None,
        Err(other) => panic!("{other}"),
    }
}

fn values(subject: &Subject) -> Vec<(&'static str, Value)> {
    #[expect(clippy::cast_precision_loss, reason = "quarters of small numbers are exact")]
    let quarter = |n: i64| Value::Float(n as f64 / 4.0);
    let word = |word: &str| Value::String(Arc::new(word.to_owned()));
    let all = [
        ("d0", subject.decimals[0].map(quarter)),
        ("d1", subject.decimals[1].map(quarter)),
        ("i0", subject.integers[0].map(Value::Int)),
        ("i1", subject.integers[1].map(Value::Int)),
        ("b0", subject.flags[0].map(Value::Bool)),
        ("b1", subject.flags[1].map(Value::Bool)),
        ("w0", subject.words[0].map(word)),
        ("w1", subject.words[1].map(word)),
        ("t0", subject.day.map(Value::Int)),
    ];
    all.into_iter().filter_map(|(name, value)| Some((name, value?))).collect()
}
