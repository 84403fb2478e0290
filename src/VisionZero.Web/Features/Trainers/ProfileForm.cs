using Microsoft.AspNetCore.Mvc.Rendering;
using VisionZero.Domain.Trainers;
using VisionZero.Web.Content;

namespace VisionZero.Web.Features.Trainers;

/// <summary>The fields of a profile as they are typed.</summary>
public sealed class ProfileForm
{
    /// <summary>Name.</summary>
    public string? Name { get; set; }

    /// <summary>Latin spelling.</summary>
    public string? LatinName { get; set; }

    /// <summary>Country code.</summary>
    public string? Country { get; set; }

    /// <summary>City.</summary>
    public string? City { get; set; }

    /// <summary>Languages to choose from: the reader's own first, then those of the platform, then all others.</summary>
    public static IReadOnlyList<SelectListItem> LanguageItems(Texts.Texts texts)
    {
        ArgumentNullException.ThrowIfNull(texts);
        return [.. Codes.LanguageItems(texts).OrderBy(i => i.Value == texts.Locale ? 0 : Texts.TextCatalogue.Written.Contains(i.Value) ? 1 : 2)];
    }

    /// <summary>Languages of delivery.</summary>
    public List<string> Languages { get; set; } = [];

    /// <summary>Sectors.</summary>
    public List<string> Sectors { get; set; } = [];

    /// <summary>Organisation.</summary>
    public string? Organisation { get; set; }

    /// <summary>Qualifications.</summary>
    public string? Qualifications { get; set; }

    /// <summary>Years of training experience.</summary>
    public int TrainingYears { get; set; }

    /// <summary>As the command takes it.</summary>
    public ProfileInput Input() => new(Name, LatinName, Country, City, Languages, Sectors, Organisation, Qualifications, TrainingYears);

    /// <summary>What is stored now.</summary>
    public static ProfileForm Of(Trainer trainer, TrainerProfile profile) => new()
    {
        Name = profile.Name,
        LatinName = profile.LatinName,
        Country = trainer.Country,
        City = profile.City,
        Languages = [.. trainer.Languages],
        Sectors = [.. trainer.Sectors],
        Organisation = profile.Organisation,
        Qualifications = profile.Qualifications,
        TrainingYears = trainer.TrainingYears,
    };
}
