//! Parts of a page that are generated: the text between two marks.

use anyhow::{Context, Result};

/// The page with the part of this name renewed. `of` says what it is made of.
pub(crate) fn replace(page: &str, path: &str, of: &str, name: &str, text: &str) -> Result<String> {
    let (begin, end) = (format!("<!-- {of}: {name} -->\n"), format!("<!-- end of {name} -->"));
    let (before, rest) =
        page.split_once(&begin).with_context(|| format!("{path} lacks `{}`", begin.trim()))?;
    let (_, after) = rest.split_once(&end).with_context(|| format!("{path} lacks `{end}`"))?;
    Ok(format!("{before}{begin}{text}{end}{after}"))
}
