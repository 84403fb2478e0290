using Microsoft.AspNetCore.Mvc;

namespace VisionZero.Web.Features.Trainers.Kit;

/// <summary>A file of the kit as a page: says what the file says, for screen readers and for phones.</summary>
public sealed class ReadPage : KitPage
{
    /// <summary>The file.</summary>
    public KitFile Asked { get; private set; } = null!;

    /// <summary>What it says.</summary>
    public KitDocument Document { get; private set; } = null!;

    /// <summary>The page.</summary>
    public async Task<IActionResult> OnGetAsync(string file)
    {
        if (!await IsRegisteredAsync())
        {
            return Redirect("~/trainer/register");
        }

        if (await KitAsync() is not { } kit || kit.FindPage(file) is not { } asked)
        {
            return NotFound();
        }

        Asked = asked;
        Document = kit.Compose(asked, Now, toPrint: false);
        return Page();
    }
}
