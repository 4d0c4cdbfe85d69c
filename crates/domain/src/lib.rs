#![doc = include_str!("../README.md")]

pub mod access;
pub mod audit;
pub mod facts;
pub mod ids;
pub mod number;
pub mod org;
pub mod refusal;
pub mod text;
