//! Random conditions over random facts: the columnar engine and the explanation against the `cel` interpreter.
//!
//! Decimals are quarters, and divisors are powers of two, so that the interpreter's floating point is exact too. The
//! same comparison runs over millions of cases with `NEP_CEL_CONDITIONS=50000 cargo test --release -p nep-law`.

#![cfg(test)]

#[path = "against_cel/generate.rs"]
mod generate;
#[path = "against_cel/oracle.rs"]
mod oracle;

use generate::{Generator, Subject};
use nep_law::{Judge, Library};

/// Conditions tried, unless the environment asks for more.
const CONDITIONS: u64 = 600;
/// Subjects for each condition.
const SUBJECTS: usize = 60;
/// How often they stand in the table, so that they come in a full batch and again in the one that is left over.
const TIMES: usize = 19;

#[test]
fn random_conditions_agree_with_the_interpreter() {
    let (mut cases, mut unknown) = (0, 0);
    let asked = std::env::var("NEP_CEL_CONDITIONS").ok().and_then(|n| n.parse().ok());
    for seed in 0..asked.unwrap_or(CONDITIONS) {
        let mut generator = Generator::new(seed);
        let condition = generator.condition();
        let Some(judge) = judge(&condition) else { continue };
        let subjects: Vec<Subject> = (0..SUBJECTS).map(|_| generator.subject()).collect();
        let mut facts = judge.facts();
        let rows: Vec<_> = subjects.iter().map(Subject::cells).collect();
        for cells in rows.iter().cycle().take(SUBJECTS * TIMES) {
            judge.push(&mut facts, cells.iter().map(String::as_str)).unwrap();
        }
        let verdicts = judge.run(&facts);
        let program = cel::Program::compile(&condition).unwrap();
        for (row, subject) in subjects.iter().enumerate() {
            let verdict = judge.verdict(&verdicts, row);
            let answered = match verdict.outcome {
                "yes" => Some(true),
                "no" => Some(false),
                _ => None,
            };
            assert_eq!(answered, oracle::answer(&program, subject), "{condition}\n{subject:?}");
            let again = judge.verdict(&verdicts, row + SUBJECTS * (TIMES - 1));
            assert_eq!(verdict, again, "{condition}\n{subject:?}");
            let explained = judge.explain(&facts, &verdicts, row);
            assert_eq!(explained.rules[0].held, answered, "{condition}\n{subject:?}");
            assert_eq!(
                explained.missing.is_empty(),
                answered.is_some(),
                "{condition}\n{subject:?}"
            );
            cases += 1_usize;
            unknown += usize::from(answered.is_none());
        }
    }
    // The comparison would be worth little if conditions were hardly ever kept, or always or never answered.
    println!("{cases} cases, {unknown} of them unknown");
    assert!(
        cases > 25_000 && unknown > cases / 20 && unknown < cases * 9 / 10,
        "{unknown} of {cases}"
    );
}

/// A pack with one condition; none where the engine cannot promise exactness.
fn judge(condition: &str) -> Option<Judge> {
    let text = generate::pack(condition);
    let library = Library::from_files([("random.toml", text)]);
    match library {
        Ok(library) => Some(Judge::new(&library.packs()[0]).unwrap()),
        Err(problems) => {
            let accepted = [
                "could grow too large",
                "too long or too deeply",
                "no expression uses",
                "the comparison",
            ];
            let known = |message: &str| accepted.iter().any(|words| message.contains(words));
            assert!(
                problems.problems().iter().all(|p| known(&p.message)),
                "{condition}\n{problems}"
            );
            None
        }
    }
}
