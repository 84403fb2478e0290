namespace VisionZero.Domain.Common;

/// <summary>
/// The two levels of the certified programme (in force for new trainers since 1 January 2022; ISSA annual report 2021/22).
/// </summary>
public enum Level
{
    /// <summary>May give own, non-certified training; not listed in the directory.</summary>
    Foundation = 1,

    /// <summary>May give certified training; listed in the public directory, with consent.</summary>
    Professional = 2,
}
