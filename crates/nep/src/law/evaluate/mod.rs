//! `nep law evaluate`: a judgement for every row of a table.

mod csv;
mod file;
mod found;
mod json;
mod rows;

use std::{
    io::{self, Write},
    ops::Range,
    panic::resume_unwind,
    thread,
};

use self::rows::Answer;
use super::{shelf, table};
use crate::{
    cli::{Column, EvaluateArgs, Format},
    fault::{Fault, Outcome},
};

/// Rows that one thread puts into words at a time.
const BLOCK: usize = 16_384;

/// Judges a table and writes the answer, all of it or nothing.
pub(super) fn evaluate(args: &EvaluateArgs) -> Result<Outcome, Fault> {
    let facts = &args.facts.facts;
    if args.output.as_ref().is_some_and(|output| file::same(output, facts)) {
        return Err(Fault::new(
            "--output names the table of facts",
            "give the answer a file of its own",
        ));
    }
    let library = shelf::library(&args.facts.files.pack_files)?;
    let judge = shelf::judge(&library, &args.facts)?;
    let bytes = table::bytes(facts)?;
    let mut table = table::read(&judge, Some(&args.facts.pack), facts, &bytes, &[])?;
    let (verdicts, found) = found::judged(&judge, &mut table, args)?;
    let columns = columns(args);
    let answer = Answer::new(&judge, &table, &verdicts, &found, &columns);
    match &args.output {
        Some(path) => file::whole(path, |out| write(out, args.format, &answer)),
        None => match write(&mut io::stdout().lock(), args.format, &answer) {
            // A reader that has gone away has seen enough.
            Err(e) if e.kind() != io::ErrorKind::BrokenPipe => {
                Err(Fault::os("write the answer", &e))
            }
            _ => Ok(()),
        },
    }?;
    Ok(Outcome::Fine)
}

/// The columns asked for, each once.
fn columns(args: &EvaluateArgs) -> Vec<Column> {
    let mut columns = Vec::new();
    for column in &args.columns {
        if !columns.contains(column) {
            columns.push(*column);
        }
    }
    if args.explain && !columns.contains(&Column::Explanation) {
        columns.push(Column::Explanation);
    }
    columns
}

/// Writes the rows in order; each processor puts a block of them into words, and then all of them are written.
fn write(out: &mut dyn Write, format: Format, answer: &Answer<'_>) -> io::Result<()> {
    let mut first = Vec::new();
    if format == Format::Csv {
        csv::header(answer.columns, &mut first);
    }
    out.write_all(&first)?;
    let rows = answer.table.ids.len();
    let blocks: Vec<Range<usize>> =
        (0..rows).step_by(BLOCK).map(|start| start..(start + BLOCK).min(rows)).collect();
    let processors = thread::available_parallelism().map_or(1, usize::from);
    let mut texts = vec![Vec::new(); processors];
    for blocks in blocks.chunks(processors) {
        thread::scope(|scope| {
            let word = |(rows, text): (&Range<usize>, _)| {
                let rows = rows.clone();
                scope.spawn(move || put_into_words(rows, format, answer, text))
            };
            let jobs: Vec<_> = blocks.iter().zip(&mut texts).map(word).collect();
            jobs.into_iter().try_for_each(|job| job.join().unwrap_or_else(|e| resume_unwind(e)))
        })?;
        for text in texts.iter_mut().take(blocks.len()) {
            out.write_all(text)?;
            text.clear();
        }
    }
    out.flush()
}

fn put_into_words(
    rows: Range<usize>,
    format: Format,
    answer: &Answer<'_>,
    text: &mut Vec<u8>,
) -> io::Result<()> {
    let mut lines = csv::Lines::new(answer);
    for row in rows {
        match format {
            Format::Csv => lines.add(row, text),
            Format::Json => json::add(answer, row, text)?,
        }
    }
    Ok(())
}
